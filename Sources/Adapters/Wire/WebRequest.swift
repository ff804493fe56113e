/// What an HTTP server is asked.
struct WebRequest: Sendable {
    var method: Method
    /// From `/`, with its query already escaped; nothing for the server's own URL.
    var path: String
    var headers: [Header]
    var body: String?

    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case patch = "PATCH"
    }

    struct Header: Sendable {
        var name: String
        var value: String

        init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    init(_ method: Method, _ path: String, _ headers: [Header] = [], body: String? = nil) {
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body
    }
}
