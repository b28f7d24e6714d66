# The gem xmlrpc as it is; for HTTP Digest, which it does not know, with net-http-digest_auth below it: what Ruby
# programs use.
require "json"
require "net/http"
require "net/http/digest_auth"
require "xmlrpc/client"

XMLRPC::Config.module_eval { remove_const(:ENABLE_NIL_CREATE); const_set(:ENABLE_NIL_CREATE, true) }
XMLRPC::Config.module_eval { remove_const(:ENABLE_NIL_PARSER); const_set(:ENABLE_NIL_PARSER, true) }

ADDRESS = URI.parse(ENV.fetch("URL"))
ADDRESS.user = URI.encode_www_form_component(ENV.fetch("LOGIN")).gsub("+", "%20")
ADDRESS.password = URI.encode_www_form_component(ENV.fetch("PASSWORD")).gsub("+", "%20")
HTTP = Net::HTTP.new(ADDRESS.host, ADDRESS.port)
DIGEST = Net::HTTP::DigestAuth.new
PROXY = XMLRPC::Client.new2(ENV.fetch("URL"))
SCOPE = ENV.fetch("I_WHOLESALER")

def send_body(body)
  request = Net::HTTP::Post.new(ADDRESS.request_uri, "Content-Type" => "text/xml")
  request.body = body
  answer = HTTP.request(request)
  return answer.body if answer.code == "200"
  # the gem reads one challenge, the first
  again = Net::HTTP::Post.new(ADDRESS.request_uri, "Content-Type" => "text/xml")
  again.body = body
  again.add_field("Authorization", DIGEST.auth_header(ADDRESS, answer.get_fields("www-authenticate").first, "POST"))
  HTTP.request(again).body
end

def call(method, **struct)
  struct[:i_wholesaler] = Integer(SCOPE) unless SCOPE.empty? || method.match?(/\A(auth|reset)Customer/)
  return PROXY.call(method, struct.transform_keys(&:to_s)) if ENV.fetch("MODE") == "trusted"

  body = XMLRPC::Create.new.methodCall(method, struct.transform_keys(&:to_s))
  ok, value = XMLRPC::XMLParser::REXMLStreamParser.new.parseMethodResponse(send_body(body).force_encoding("UTF-8"))
  raise value unless ok
  value
end

def fault(method, **struct)
  call(method, **struct)
  0
rescue XMLRPC::FaultException => error
  error.faultCode
end

name = ENV.fetch("NAME")
id = call("createCustomer", name: "#{name} Ünïcode", web_login: name, web_password: "correct horse battery", i_tariff: nil,
          balance: 12.5, credit_limit: 5.0, overcommit_protection: true, stray: "member")["i_customer"]
customer = call("getCustomerInfo", i_customer: id)["customer"]
seen = {
  balance: customer["balance"],
  unlimited: customer["max_sessions"].nil?,
  protected: customer["overcommit_protection"],
  by_name: call("getCustomerInfo", name: "#{name} Ünïcode")["customer"]["i_customer"] == id,
  listed: call("listCustomers")["customers"].any? { |one| one["i_customer"] == id }
}
call("updateCustomer", i_customer: id, city: "Zürich")
seen[:city] = call("getCustomerInfo", i_customer: id)["customer"]["city"]
seen[:authenticated] = call("authCustomer", username: name, password: "correct horse battery")["i_customer"] == id
seen[:wrong] = fault("authCustomer", username: name, password: "wrong")
once = call("resetCustomerOneTimePassword", web_login: name)["password"]
seen[:once] = fault("authCustomer", username: name, password: once)
seen[:deleted] = call("deleteCustomer", i_customer: id)["result"]
seen[:gone] = fault("getCustomerInfo", i_customer: id)
puts JSON.generate(seen)
