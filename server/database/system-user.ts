import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { StartFailure } from "../ground/start-failure";

/** The user who runs PostgreSQL, which refuses to run as root. */
export type SystemUser = { readonly uid: number; readonly gid: number };

/**
 * Finds the system user for a data folder: ourselves, unless we are root. When we are root it is the owner of the
 * folder, else `postgres`, else `trellis`, which we create.
 * @returns null for the user of this process
 * @throws StartFailure if the folder belongs to another user, or no user can be created
 */
export function systemUser(folder: string): SystemUser | null {
  const owner = ownerOf(folder);
  if (process.getuid?.() !== 0) {
    if (owner !== null && process.getuid !== undefined && owner.uid !== process.getuid()) {
      throw new StartFailure(
        `The database in ${folder} belongs to another user: start as that user (or as root), or choose another DATA_DIR.`,
      );
    }
    return null;
  }
  if (owner !== null && owner.uid !== 0) return owner;
  return findUser("postgres") ?? findUser("trellis") ?? makeUser("trellis");
}

function ownerOf(folder: string): SystemUser | null {
  try {
    const { uid, gid } = statSync(folder);
    return { uid, gid };
  } catch {
    return null;
  }
}

function findUser(name: string): SystemUser | null {
  const uid = spawnSync("id", ["-u", name], { encoding: "utf8" });
  const gid = spawnSync("id", ["-g", name], { encoding: "utf8" });
  if (uid.status !== 0 || gid.status !== 0) return null;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** Debian's command and Alpine's. */
function makeUser(name: string): SystemUser {
  const commands: [string, string[]][] = [
    ["useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", name]],
    ["adduser", ["-S", "-D", "-H", "-s", "/bin/false", name]],
  ];
  for (const [command, args] of commands) {
    spawnSync(command, args, { stdio: "ignore" });
    const user = findUser(name);
    if (user !== null) return user;
  }
  throw new StartFailure(
    "PostgreSQL does not run as root, and no system user could be made for it: start as an ordinary user.",
  );
}
