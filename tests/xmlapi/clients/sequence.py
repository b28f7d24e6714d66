# The calls that every client makes, for those in Python.
import json, os, xmlrpc.client


def sequence(ask):
    """Performs them and prints what was seen. ask(method, struct) returns the answer, and raises a Fault."""
    name, scope = os.environ["NAME"], os.environ["I_WHOLESALER"]

    def call(method, **struct):
        if scope and method not in ("authCustomer", "resetCustomerOneTimePassword"):
            struct["i_wholesaler"] = int(scope)
        return ask(method, struct)

    def fault(method, **struct):
        try:
            call(method, **struct)
        except xmlrpc.client.Fault as error:
            return error.faultCode
        return 0

    seen = {}
    i_customer = call("createCustomer", name=name + " Ünïcode", web_login=name, web_password="correct horse battery",
                      i_tariff=None, balance=12.5, credit_limit=5.0, overcommit_protection=True,
                      stray="member")["i_customer"]
    customer = call("getCustomerInfo", i_customer=i_customer)["customer"]
    seen["balance"] = customer["balance"]
    seen["unlimited"] = customer["max_sessions"] is None
    seen["protected"] = customer["overcommit_protection"]
    seen["by_name"] = call("getCustomerInfo", name=name + " Ünïcode")["customer"]["i_customer"] == i_customer
    seen["listed"] = i_customer in [one["i_customer"] for one in call("listCustomers")["customers"]]
    call("updateCustomer", i_customer=i_customer, city="Zürich")
    seen["city"] = call("getCustomerInfo", i_customer=i_customer)["customer"]["city"]
    right = call("authCustomer", username=name, password="correct horse battery")
    seen["authenticated"] = right["i_customer"] == i_customer
    seen["wrong"] = fault("authCustomer", username=name, password="wrong")
    once = call("resetCustomerOneTimePassword", web_login=name)["password"]
    seen["once"] = fault("authCustomer", username=name, password=once)
    seen["deleted"] = call("deleteCustomer", i_customer=i_customer)["result"]
    seen["gone"] = fault("getCustomerInfo", i_customer=i_customer)
    print(json.dumps(seen))
