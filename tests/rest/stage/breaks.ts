type Json = Readonly<Record<string, unknown>>;

/**
 * What a newer description has no more, or newly requires, so that a program made for the older one fails.
 * @returns a line for each
 */
export function breaksIn(before: Json, after: Json): string[] {
  const [old, now] = [objectIn(before, "paths"), objectIn(after, "paths")];
  return [
    ...Object.keys(old).flatMap((path) => breaksAt(path, objectIn(old, path), now[path])),
    ...breaksInSchemas(
      objectIn(objectIn(before, "components"), "schemas"),
      objectIn(objectIn(after, "components"), "schemas"),
    ),
  ];
}

function breaksAt(path: string, before: Json, after: unknown): string[] {
  if (!isObject(after)) return [`${path} is gone`];
  return Object.keys(before).flatMap((method) => {
    const [old, now] = [objectIn(before, method), after[method]];
    const name = `${method.toUpperCase()} ${path}`;
    return isObject(now) ? breaksInOperation(name, old, now) : [`${name} is gone`];
  });
}

function breaksInOperation(name: string, before: Json, after: Json): string[] {
  const breaks: string[] = [];
  if (before.operationId !== after.operationId) breaks.push(`${name} has another name`);
  const [old, now] = [byName(before.parameters), byName(after.parameters)];
  for (const [parameter, rules] of old) {
    const there = now.get(parameter);
    if (!there) breaks.push(`${name}: ${parameter} is gone`);
    else if (there.required === true && rules.required !== true)
      breaks.push(`${name}: ${parameter} is required`);
    else breaks.push(...breaksInSchema(`${name}: ${parameter}`, rules.schema, there.schema));
  }
  for (const [parameter, rules] of now)
    if (!old.has(parameter) && rules.required === true)
      breaks.push(`${name}: ${parameter} is new and required`);
  if (objectIn(after, "requestBody").required === true && objectIn(before, "requestBody").required !== true)
    breaks.push(`${name} requires a body`);
  for (const status of Object.keys(objectIn(before, "responses")))
    if (!(status in objectIn(after, "responses"))) breaks.push(`${name}: ${status} is gone`);
  return breaks;
}

function breaksInSchemas(before: Json, after: Json): string[] {
  return Object.entries(before).flatMap(([name, schema]) => breaksInSchema(name, schema, after[name]));
}

function breaksInSchema(name: string, before: unknown, after: unknown): string[] {
  if (!isObject(before)) return [];
  if (!isObject(after)) return [`${name} is gone`];
  const breaks: string[] = [];
  const [types, typesNow] = [[before.type].flat(), [after.type].flat()];
  // what goes in may be more than it was; what comes out, nothing that a program has not seen
  const isKept = types.every((type) => typesNow.includes(type));
  const mayBeMore = /^\w+Input\b/.test(name) && before.type !== undefined;
  if (!isKept || (typesNow.length > types.length && !mayBeMore)) breaks.push(`${name} has another type`);
  const words = Array.isArray(after.enum) ? after.enum : [];
  if (Array.isArray(before.enum) && Array.isArray(after.enum))
    for (const word of before.enum) if (!words.includes(word)) breaks.push(`${name}: ${word} is gone`);
  const required = Array.isArray(before.required) ? before.required : [];
  if (Array.isArray(after.required))
    for (const member of after.required)
      if (!required.includes(member)) breaks.push(`${name}: ${member} is required`);
  for (const [member, schema] of Object.entries(objectIn(before, "properties")))
    breaks.push(...breaksInSchema(`${name}.${member}`, schema, objectIn(after, "properties")[member]));
  if (isObject(before.items)) breaks.push(...breaksInSchema(`${name}[]`, before.items, after.items));
  return breaks;
}

/** Parameters by name or reference. */
function byName(parameters: unknown): Map<string, Json> {
  const all = Array.isArray(parameters) ? parameters.filter(isObject) : [];
  return new Map(all.map((one) => [String(one.$ref ?? `${one.in} ${one.name}`), one]));
}

function objectIn(of: Json, name: string): Json {
  const found = of[name];
  return isObject(found) ? found : {};
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
