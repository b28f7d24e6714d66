# The original vendor's round trip of a customer, as its own test programs make it, with what the history says after each
# act. Prints how often each act is found by its action and resource.
import json, os, time
from over_httplib2 import ask

name, scope = os.environ["NAME"], os.environ["I_WHOLESALER"]


def call(method, **struct):
    if scope:
        struct["i_wholesaler"] = int(scope)
    return ask(method, struct)


def found(action, resource):
    records = call("getAuditLogs", action=action, resource=resource)["records"]
    assert all((one["action"], one["resource"]) == (action, resource) for one in records)
    for one in records:
        time.strptime(one["date"], "%H:%M:%S.000 GMT %a %b %d %Y")
        assert isinstance(one["i_audit_log"], str) and isinstance(one["audit_info"], dict)
    return len(records)


seen = {}
i_customer = call("createCustomer", name=name, web_login=name, web_password="correct horse battery", i_tariff=None,
                  balance=100)["i_customer"]
about = "customers:i_customer=%d" % i_customer
seen["created"] = found("A", about)

info = call("getCustomerInfo", i_customer=i_customer)["customer"]
seen["info"] = [info["name"], info["balance"], info["blocked"] == 0, info["max_sessions"]]

# the whole struct is sent back, with a change
whole = {key: value for key, value in info.items() if key not in ("i_customer", "i_wholesaler", "balance")}
call("updateCustomer", i_customer=i_customer, **{**whole, "company_name": "Vendor Ltd", "max_sessions": "7"})
seen["updated"] = found("U", about)
info = call("getCustomerInfo", name=name)["customer"]
seen["after"] = [info["company_name"], info["max_sessions"]]

paid = "09:57:29.000 GMT Wed Nov 18 2009"
booked = call("customerAddFunds", i_customer=i_customer, amount=20.12, currency="USD", payment_notes="by hand",
              payment_time=paid)
seen["paid"] = [booked["result"], booked["payment_date"], booked["payment_time"] == paid]
seen["add"] = found("FUNDS", "add:i_customer=%d:amount=20.12 USD" % i_customer)
call("customerCredit", i_customer=i_customer, amount=10, currency="USD")
seen["credit"] = found("FUNDS", "credit:i_customer=%d:amount=10 USD" % i_customer)
call("customerDebit", i_customer=i_customer, amount=0.5, currency="USD")
seen["debit"] = found("FUNDS", "debit:i_customer=%d:amount=0.5 USD" % i_customer)
seen["balance"] = call("getCustomerInfo", i_customer=i_customer)["customer"]["balance"]

call("blockCustomer", i_customer=i_customer)
seen["blocked"] = [found("blockCustomer", about), call("getCustomerInfo", i_customer=i_customer)["customer"]["blocked"] == 1]
call("unblockCustomer", i_customer=i_customer)
seen["unblocked"] = [found("unblockCustomer", about), call("getCustomerInfo", i_customer=i_customer)["customer"]["blocked"] == 0]

call("deleteCustomer", i_customer=i_customer)
seen["deleted"] = found("D", about)

languages = call("getDictionary", name="languages", type="ivr")
seen["dictionary"] = [len(languages["dictionary"]) > 0, languages["dictionary"]["en"], languages["entries"][0]["id"]]
seen["utc"] = call("getDictionary", name="timezones")["dictionary"]["370"]
print(json.dumps(seen))
