import { inPhp } from "../../http/example-languages";
import type { Given } from "./given";

/** With the extension curl. */
export function phpProgram({ root, key, signed }: Given): string {
  return `
<?php
const API = ${inPhp(root)};
const KEY = ${inPhp(key)};

/** What was refused, and why: status, key, attribute, detail (RFC 9457). */
class Problem extends Exception {}

/** Sends a request. Returns the answer and its headers. */
function ask(string $method, string $address, ?array $body = null, array $headers = []): array
{
    $received = [];
    $curl = curl_init(API . $address);
    curl_setopt_array($curl, [
        CURLOPT_CUSTOMREQUEST => $method,
        CURLOPT_HTTPHEADER => ['Authorization: Bearer ' . KEY, 'Content-Type: application/json', ...$headers],
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_HEADERFUNCTION => function ($curl, string $line) use (&$received): int {
            [$name, $value] = explode(':', $line, 2) + [1 => ''];
            $received[strtolower($name)] = trim($value);
            return strlen($line);
        },
    ]);
    if ($body !== null) {
        curl_setopt($curl, CURLOPT_POSTFIELDS, json_encode($body));
    }
    $answer = json_decode(curl_exec($curl), true);
    if (curl_getinfo($curl, CURLINFO_RESPONSE_CODE) >= 400) {
        throw new Problem($answer['detail'], $answer['status']);
    }
    return [$answer, $received];
}

/** Reads a list, page by page. */
function listed(string $address): Generator
{
    $after = '';
    do {
        [$page] = ask('GET', $after === '' ? $address : "$address&after=$after");
        yield from $page['data'];
        $after = $page['next'];
    } while ($after !== null);
}

foreach (listed('/customers?fields=name,balance&limit=100') as $customer) {
    echo "{$customer['i_customer']} {$customer['name']} {$customer['balance']}\\n";
}

[$made] = ask('POST', '/customers', [
    'name' => 'Example by PHP',
    'i_tariff' => null,
    'web_password' => 'correct horse battery',
]);
$at = "/customers/{$made['i_customer']}";
echo "created: {$made['i_customer']}\\n";

// once, however often this is sent
ask('POST', "$at/payments", ['amount' => '25.000000'], ["Idempotency-Key: example-{$made['i_customer']}"]);

// unless somebody else has changed it since it was read
[, $headers] = ask('GET', $at);
ask('PATCH', $at, ['city' => 'Riga'], ["If-Match: {$headers['etag']}"]);

try {
    ask('PATCH', $at, ['email' => 'nobody']);
} catch (Problem $problem) {
    echo "refused: {$problem->getMessage()}\\n";
}

/** Whether a webhook's message comes from here, and is less than five minutes old. */
function isGenuine(string $secret, array $headers, string $body, ?int $now = null): bool
{
    $timestamp = $headers['webhook-timestamp'];
    if (abs(($now ?? time()) - (int) $timestamp) > 300) {
        return false;
    }
    $key = base64_decode(substr($secret, strlen('whsec_')));
    $right = 'v1,' . base64_encode(hash_hmac('sha256', "{$headers['webhook-id']}.$timestamp.$body", $key, true));
    foreach (explode(' ', $headers['webhook-signature']) as $given) {
        if (hash_equals($right, $given)) {
            return true;
        }
    }
    return false;
}

$example = [
    'webhook-id' => ${inPhp(signed.id)},
    'webhook-timestamp' => '${signed.timestamp}',
    'webhook-signature' => ${inPhp(signed.signature)},
];
if (isGenuine(${inPhp(signed.secret)}, $example, ${inPhp(signed.body)}, ${signed.timestamp})) {
    echo "signature: right\\n";
}`;
}
