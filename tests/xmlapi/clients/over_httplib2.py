# xmlrpc.client over httplib2, by a transport like the one of the original vendor's example: what its own programs do.
import os, xmlrpc.client, httplib2


class HTTPSDigestAuthTransport:
    def __init__(self):
        self.http = httplib2.Http()
        if os.environ["MODE"] == "digest":
            self.http.add_credentials(os.environ["LOGIN"], os.environ["PASSWORD"])

    def request(self, host, handler, request_body, verbose=False):
        url = os.environ["URL"].split("/")[0] + "//" + host + handler
        response, content = self.http.request(url, "POST", body=request_body, headers={"content-type": "text/xml"})
        if response.status != 200:
            raise xmlrpc.client.ProtocolError(url, response.status, response.reason, dict(response))
        parser, target = xmlrpc.client.getparser()
        parser.feed(content)
        parser.close()
        return target.close()


proxy = xmlrpc.client.ServerProxy(os.environ["URL"], HTTPSDigestAuthTransport(), allow_none=True)


def ask(method, struct):
    return getattr(proxy, method)(struct)


if __name__ == "__main__":
    from sequence import sequence

    sequence(ask)
