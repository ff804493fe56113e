import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Runbook

/// Requests to an HTTP server, with certificates verified and redirections not followed.
struct WebExchange: Sendable {
    let server: ServerURL
    /// Of one request, its answer included.
    let timeout: Milliseconds
    /// An answer may be no longer, in bytes.
    var longestAnswer = 4 << 20

    struct Answer: Sendable {
        var status: Int
        var body: String
        fileprivate var headers: HTTPHeaders

        func header(_ name: String) -> String? { headers.first(name: name) }
    }

    /// - Parameter path: from `/`, with its query already escaped.
    func get(_ path: String, _ headers: [WebRequest.Header] = []) async throws(ExchangeFailure) -> Answer {
        let deadline = NIODeadline.now() + .milliseconds(timeout.rawValue)
        let request = WebRequest(.get, path, headers)
        do throws(ExchangeFailure) {
            return try await ask(request, isKept: true, by: deadline)
        } catch {
            // A connection that was kept may have been closed meanwhile, and asking twice is harmless; then by a new one.
            guard case .cutOff = error, NIODeadline.now() < deadline else { throw error }
            return try await ask(request, isKept: false, by: deadline)
        }
    }

    /// A request that may change something, or is to try a connection too: it has one of its own, and is sent once.
    /// - Parameter limit: of this request, when that is not the server's.
    func send(_ request: WebRequest, within limit: Milliseconds? = nil) async throws(ExchangeFailure) -> Answer {
        let deadline = NIODeadline.now() + .milliseconds((limit ?? timeout).rawValue)
        return try await ask(request, isKept: false, by: deadline)
    }

    /// The status alone, of an answer that comes whole, or is longer than an answer may be: that much is read, and no more.
    func status(of request: WebRequest) async throws(ExchangeFailure) -> Int {
        let deadline = NIODeadline.now() + .milliseconds(timeout.rawValue)
        return try await ask(request, isKept: false, by: deadline) { response in
            var length = 0
            for try await part in response.body {
                length += part.readableBytes
                if length > longestAnswer { break }
            }
            return Int(response.status.code)
        }
    }

    private func ask(
        _ request: WebRequest, isKept: Bool, by deadline: NIODeadline
    ) async throws(ExchangeFailure) -> Answer {
        try await ask(request, isKept: isKept, by: deadline) { response in
            let body = try await response.body.collect(upTo: longestAnswer)
            return Answer(status: Int(response.status.code), body: String(buffer: body), headers: response.headers)
        }
    }

    private func ask<Result>(
        _ request: WebRequest, isKept: Bool, by deadline: NIODeadline, read: (HTTPClientResponse) async throws -> Result
    ) async throws(ExchangeFailure) -> Result {
        let mark = SentMark()
        do {
            var outgoing = outgoing(request, mark)
            if !isKept { outgoing.headers.replaceOrAdd(name: "Connection", value: "close") }
            let client = isKept ? WebExchange.keeping : WebExchange.closing
            return try await read(try await client.execute(outgoing, deadline: deadline))
        } catch {
            throw failure(error, isSent: mark.isSent, hasBody: request.body != nil)
        }
    }

    private func outgoing(_ request: WebRequest, _ mark: SentMark) -> HTTPClientRequest {
        var outgoing = HTTPClientRequest(url: server.text + request.path)
        outgoing.method = HTTPMethod(rawValue: request.method.rawValue)
        for header in request.headers { outgoing.headers.replaceOrAdd(name: header.name, value: header.value) }
        if !outgoing.headers.contains(name: "Accept") {
            outgoing.headers.add(name: "Accept", value: "application/json")
        }
        if let body = request.body {
            let bytes = ByteBuffer(string: body)
            outgoing.body = .stream(
                MarkedBody(bytes: bytes, mark: mark), length: .known(Int64(bytes.readableBytes)))
        }
        return outgoing
    }

    /// A request with a body is not whole for the server before the body has come. One without only asks.
    private func failure(_ error: any Error, isSent: Bool, hasBody: Bool) -> ExchangeFailure {
        let why = ConnectionTrouble.sentence(error)
        switch error {
        case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout:
            return .overdue(isSent: isSent || !hasBody)
        case let error as HTTPClientError where error == .connectTimeout: return .overdue(isSent: false)
        case is NIOTooManyBytesError: return .flooded(limit: longestAnswer)
        case _ where hasBody && !isSent: return .unreachable(why: why)
        default:
            if let broken = ConnectionTrouble.broken(error) { return broken }
            return hasBody ? .cutOff(why: why) : .unreachable(why: why)
        }
    }

    /// Connections are kept.
    private static let keeping = client { _ in }
    /// No connection serves twice: one that the server has closed meanwhile would leave a request in doubt.
    private static let closing = client {
        $0.connectionPool.idleTimeout = .milliseconds(1)
        // One that waits for a connection would seem slow: there is one for each that may ask at once.
        $0.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = Prober.width
    }

    private static func client(_ change: (inout HTTPClient.Configuration) -> Void) -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        change(&configuration)
        return HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }

    /// A word of a query string.
    static func escaped(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return result
    }
}
