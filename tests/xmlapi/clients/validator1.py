# The eight methods of the validator1 suite, by xmlrpc.client; prints those that were not answered as it expects.
import datetime, json, os, xmlrpc.client

suite = xmlrpc.client.ServerProxy(os.environ["URL"], use_builtin_types=True).validator1
stooges = {"moe": 3, "larry": 5, "curly": 7}
text = "<<a>&'\"''b& &]]> Ünïcode"
types = [42, True, "text", 3.25, datetime.datetime(1998, 7, 17, 14, 8, 55), bytes(range(256))]
struct = {"list": [1, "zwei", [False, {}]], "text": text, "none": [], "bytes": b"\0", "negative": -2147483648}
texts = ["text %d" % index for index in range(200)]
calendar = {str(year): {"%02d" % month: {"%02d" % day: {"moe": 0, "larry": 0, "curly": 0} for day in range(1, 29)}
                        for month in range(1, 13)} for year in (1999, 2000)}
calendar["2000"]["04"]["01"] = stooges

answers = {
    "arrayOfStructsTest": (suite.arrayOfStructsTest([stooges, {**stooges, "curly": -4}, stooges]), 10),
    "countTheEntities": (suite.countTheEntities(text), {
        "ctLeftAngleBrackets": 2, "ctRightAngleBrackets": 2, "ctAmpersands": 3, "ctApostrophes": 3, "ctQuotes": 1}),
    "easyStructTest": (suite.easyStructTest(stooges), 15),
    "echoStructTest": (suite.echoStructTest(struct), struct),
    "manyTypesTest": (suite.manyTypesTest(*types), types),
    "moderateSizeArrayCheck": (suite.moderateSizeArrayCheck(texts), "text 0text 199"),
    "nestedStructTest": (suite.nestedStructTest(calendar), 15),
    "simpleStructReturnTest": (suite.simpleStructReturnTest(-7), {"times10": -70, "times100": -700, "times1000": -7000}),
}
# 42 and 42.0 are equal in Python, and two types of XML-RPC
print(json.dumps([name for name, (seen, expected) in answers.items() if repr(seen) != repr(expected)]))
