import type { Given } from "./given";

/** For a POSIX shell, with curl and openssl. */
export function curlProgram({ root, key, signed }: Given): string {
  return `
API=${root}
KEY=${key}

ask() { # ask METHOD ADDRESS [OPTION...]: sends a request, and prints the answer
  method=$1 address=$2
  shift 2
  curl --silent --show-error --request "$method" --header "Authorization: Bearer $KEY" \\
    --header 'Content-Type: application/json' "$@" "$API$address"
}

# a list, page by page
after=
while :; do
  page=$(ask GET "/customers?fields=name,balance&limit=100$after")
  echo "$page"
  next=$(echo "$page" | sed -n 's/.*"next":"\\([^"]*\\)".*/\\1/p')
  [ -n "$next" ] || break
  after="&after=$next"
done

# a new customer, at the provider's own tariff
made=$(ask POST /customers --data '{"name": "Example by curl", "i_tariff": null, "web_password": "correct horse battery"}')
id=$(echo "$made" | sed -n 's/^{"i_customer":\\([0-9]*\\).*/\\1/p')
echo "created: $id"

# a payment, once, however often this is sent
ask POST "/customers/$id/payments" --header "Idempotency-Key: example-$id" --data '{"amount": "25.000000"}'
echo

# a change, unless somebody else has changed it since it was read
tag=$(ask GET "/customers/$id" --head | tr -d '\\r' | sed -n 's/^etag: //Ip')
ask PATCH "/customers/$id" --header "If-Match: $tag" --data '{"city": "Riga"}' --output /dev/null --write-out 'changed: %{http_code}\\n'

# what was refused says why
ask PATCH "/customers/$id" --data '{"email": "nobody"}' | sed -n 's/.*"detail":"\\([^"]*\\)".*/refused: \\1/p'

# whether a webhook's message comes from here: the secret, three headers and the body
signature() { # signature SECRET ID TIMESTAMP BODY
  secret=$(printf %s "\${1#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')
  printf %s "$2.$3.$4" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$secret" -binary | openssl base64 -A
}
if [ "v1,$(signature '${signed.secret}' '${signed.id}' ${signed.timestamp} '${signed.body}')" = '${signed.signature}' ]; then
  echo 'signature: right'
fi`;
}
