import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Runbook

/// Requests to an HTTP server, with certificates verified and redirections not followed.
struct WebExchange: Sendable {
    let server: ServerURL
    /// Of one request, its answer included.
    let timeout: Milliseconds

    static let longestAnswer = 4 << 20

    struct Answer: Sendable {
        var status: Int
        var body: String
    }

    private static let client = HTTPClient(
        eventLoopGroup: HTTPClient.defaultEventLoopGroup,
        configuration: {
            var configuration = HTTPClient.Configuration()
            configuration.redirectConfiguration = .disallow
            configuration.httpVersion = .http1Only
            return configuration
        }())

    /// - Parameter path: from `/`, with its query already escaped.
    func get(_ path: String) async throws(ExchangeFailure) -> Answer {
        let deadline = NIODeadline.now() + .milliseconds(timeout.rawValue)
        do throws(ExchangeFailure) {
            return try await request(path, by: deadline)
        } catch {
            // A connection that was kept may have been closed meanwhile, and asking twice is harmless.
            guard case .cutOff = error, NIODeadline.now() < deadline else { throw error }
            return try await request(path, by: deadline)
        }
    }

    private func request(_ path: String, by deadline: NIODeadline) async throws(ExchangeFailure) -> Answer {
        var request = HTTPClientRequest(url: server.text + path)
        request.headers.add(name: "Accept", value: "application/json")
        do {
            let response = try await WebExchange.client.execute(request, deadline: deadline)
            let body = try await response.body.collect(upTo: WebExchange.longestAnswer)
            return Answer(status: Int(response.status.code), body: String(buffer: body))
        } catch let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout {
            throw .overdue(isSent: true)
        } catch let error as HTTPClientError where error == .connectTimeout {
            throw .overdue(isSent: false)
        } catch  where ConnectionTrouble.isEarlyEnd(error) {
            throw .cutOff(why: "the connection was closed")
        } catch is NIOTooManyBytesError {
            throw .flooded(limit: WebExchange.longestAnswer)
        } catch {
            throw .unreachable(why: ConnectionTrouble.sentence(error))
        }
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
