/* xmlrpc-c with its curl transport, HTTP Digest included: what C programs use. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xmlrpc-c/base.h>
#include <xmlrpc-c/client.h>

static xmlrpc_env env;
static xmlrpc_client *client;
static xmlrpc_server_info *server;

static void stop_on_fault(const char *what) {
    if (!env.fault_occurred) return;
    fprintf(stderr, "%s: %d %s\n", what, env.fault_code, env.fault_string);
    exit(1);
}

/* Calls with one struct; `members` is freed. */
static xmlrpc_value *call(const char *method, xmlrpc_value *members) {
    xmlrpc_value *params, *answer = NULL;
    const char *wholesaler = getenv("I_WHOLESALER");
    if (*wholesaler && strncmp(method, "auth", 4) != 0 && strncmp(method, "reset", 5) != 0) {
        xmlrpc_value *scope = xmlrpc_int_new(&env, atoi(wholesaler));
        xmlrpc_struct_set_value(&env, members, "i_wholesaler", scope);
        xmlrpc_DECREF(scope);
    }
    params = xmlrpc_array_new(&env);
    xmlrpc_array_append_item(&env, params, members);
    xmlrpc_client_call2(&env, client, server, method, params, &answer);
    xmlrpc_DECREF(params);
    xmlrpc_DECREF(members);
    return answer;
}

static int fault(const char *method, xmlrpc_value *members) {
    int code;
    call(method, members);
    code = env.fault_occurred ? env.fault_code : 0;
    xmlrpc_env_clean(&env);
    xmlrpc_env_init(&env);
    return code;
}

static xmlrpc_value *member(xmlrpc_value *of, const char *name) {
    xmlrpc_value *found = NULL;
    xmlrpc_struct_find_value(&env, of, name, &found);
    stop_on_fault(name);
    return found;
}

static int int_of(xmlrpc_value *value) {
    int number = 0;
    xmlrpc_read_int(&env, value, &number);
    return number;
}

static const char *text_of(xmlrpc_value *value) {
    const char *text = "";
    xmlrpc_read_string(&env, value, &text);
    return text;
}

static xmlrpc_value *which(int id) { return xmlrpc_build_value(&env, "{s:i}", "i_customer", id); }

static xmlrpc_value *credentials(const char *name, const char *password) {
    return xmlrpc_build_value(&env, "{s:s,s:s}", "username", name, "password", password);
}

int main(void) {
    const char *name = getenv("NAME"), *once;
    char full[200];
    int id, is_listed = 0, index, wrong, used, gone;
    double balance;
    xmlrpc_bool is_protected;
    xmlrpc_value *customer, *list;
    snprintf(full, sizeof full, "%s Ünïcode", name);
    xmlrpc_env_init(&env);
    xmlrpc_client_setup_global_const(&env);
    xmlrpc_client_create(&env, XMLRPC_CLIENT_NO_FLAGS, "client", "1", NULL, 0, &client);
    server = xmlrpc_server_info_new(&env, getenv("URL"));
    stop_on_fault("setup");
    if (strcmp(getenv("MODE"), "digest") == 0) {
        xmlrpc_server_info_set_user(&env, server, getenv("LOGIN"), getenv("PASSWORD"));
        xmlrpc_server_info_allow_auth_digest(&env, server);
    }
    customer = call("createCustomer",
        xmlrpc_build_value(&env, "{s:s,s:s,s:s,s:n,s:d,s:d,s:b,s:s}", "name", full, "web_login", name, "web_password",
            "correct horse battery", "i_tariff", "balance", 12.5, "credit_limit", 5.0, "overcommit_protection",
            (xmlrpc_bool)1, "stray", "member"));
    stop_on_fault("createCustomer");
    id = int_of(member(customer, "i_customer"));
    customer = member(call("getCustomerInfo", which(id)), "customer");
    xmlrpc_read_double(&env, member(customer, "balance"), &balance);
    xmlrpc_read_bool(&env, member(customer, "overcommit_protection"), &is_protected);
    printf("{\"balance\":%g,\"unlimited\":%s,\"protected\":%s,", balance,
        xmlrpc_value_type(member(customer, "max_sessions")) == XMLRPC_TYPE_NIL ? "true" : "false",
        is_protected ? "true" : "false");
    customer = member(call("getCustomerInfo", xmlrpc_build_value(&env, "{s:s}", "name", full)), "customer");
    printf("\"by_name\":%s,", int_of(member(customer, "i_customer")) == id ? "true" : "false");
    list = member(call("listCustomers", xmlrpc_struct_new(&env)), "customers");
    for (index = 0; index < xmlrpc_array_size(&env, list); index++) {
        xmlrpc_value *one;
        xmlrpc_array_read_item(&env, list, index, &one);
        if (int_of(member(one, "i_customer")) == id) is_listed = 1;
    }
    call("updateCustomer", xmlrpc_build_value(&env, "{s:i,s:s}", "i_customer", id, "city", "Zürich"));
    stop_on_fault("updateCustomer");
    customer = member(call("getCustomerInfo", which(id)), "customer");
    printf("\"listed\":%s,\"city\":\"%s\",", is_listed ? "true" : "false", text_of(member(customer, "city")));
    customer = call("authCustomer", credentials(name, "correct horse battery"));
    stop_on_fault("authCustomer");
    printf("\"authenticated\":%s,", int_of(member(customer, "i_customer")) == id ? "true" : "false");
    wrong = fault("authCustomer", credentials(name, "wrong"));
    once = text_of(member(call("resetCustomerOneTimePassword", xmlrpc_build_value(&env, "{s:s}", "web_login", name)), "password"));
    used = fault("authCustomer", credentials(name, once));
    printf("\"wrong\":%d,\"once\":%d,\"deleted\":\"%s\",", wrong, used, text_of(member(call("deleteCustomer", which(id)), "result")));
    gone = fault("getCustomerInfo", which(id));
    printf("\"gone\":%d}\n", gone);
    return 0;
}
