<?php
// ext/xmlrpc for the values, ext/curl for HTTP Digest: what PHP programs use.
function send(string $body): mixed {
    static $curl = null;
    // kept, it keeps the connection and the nonce
    $curl ??= curl_init(getenv('URL'));
    curl_setopt_array($curl, [CURLOPT_POST => true, CURLOPT_POSTFIELDS => $body, CURLOPT_RETURNTRANSFER => true]);
    if (getenv('MODE') === 'digest') {
        curl_setopt_array($curl, [CURLOPT_HTTPAUTH => CURLAUTH_DIGEST, CURLOPT_USERPWD => getenv('LOGIN') . ':' . getenv('PASSWORD')]);
    }
    $answer = curl_exec($curl);
    if (curl_getinfo($curl, CURLINFO_HTTP_CODE) !== 200) throw new Exception("no answer: $answer");
    return xmlrpc_decode($answer, 'UTF-8');
}
function call(string $method, array $struct): mixed {
    $scope = getenv('I_WHOLESALER');
    if ($scope !== '' && !preg_match('/^(auth|reset)Customer/', $method)) $struct['i_wholesaler'] = (int) $scope;
    // ext/xmlrpc writes null as an empty string, and a struct without members as an empty array
    $body = xmlrpc_encode_request($method, [$struct], ['encoding' => 'UTF-8', 'escaping' => 'markup']);
    return send($body);
}
function fault(string $method, array $struct): int {
    $answer = call($method, $struct);
    return is_array($answer) && xmlrpc_is_fault($answer) ? $answer['faultCode'] : 0;
}
$name = getenv('NAME');
$created = call('createCustomer', ['name' => "$name Ünïcode", 'web_login' => $name, 'web_password' => 'correct horse battery',
    'i_tariff' => null, 'balance' => 12.5, 'credit_limit' => 5.0, 'overcommit_protection' => true, 'stray' => 'member']);
$id = $created['i_customer'];
$customer = call('getCustomerInfo', ['i_customer' => $id])['customer'];
$seen['balance'] = $customer['balance'];
$seen['unlimited'] = $customer['max_sessions'] === null || $customer['max_sessions'] === '';
$seen['protected'] = $customer['overcommit_protection'];
$seen['by_name'] = call('getCustomerInfo', ['name' => "$name Ünïcode"])['customer']['i_customer'] === $id;
$seen['listed'] = in_array($id, array_column(call('listCustomers', [])['customers'], 'i_customer'), true);
call('updateCustomer', ['i_customer' => $id, 'city' => 'Zürich']);
$seen['city'] = call('getCustomerInfo', ['i_customer' => $id])['customer']['city'];
$seen['authenticated'] = call('authCustomer', ['username' => $name, 'password' => 'correct horse battery'])['i_customer'] === $id;
$seen['wrong'] = fault('authCustomer', ['username' => $name, 'password' => 'wrong']);
$once = call('resetCustomerOneTimePassword', ['web_login' => $name])['password'];
$seen['once'] = fault('authCustomer', ['username' => $name, 'password' => $once]);
$seen['deleted'] = call('deleteCustomer', ['i_customer' => $id])['result'];
$seen['gone'] = fault('getCustomerInfo', ['i_customer' => $id]);
echo json_encode($seen, JSON_UNESCAPED_UNICODE), "\n";
