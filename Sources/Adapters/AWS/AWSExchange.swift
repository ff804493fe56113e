import Engine
import Runbook

/// Signed requests to one of AWS's services.
struct AWSExchange: Sendable {
    let exchange: WebExchange
    let credentials: AWSCredentialSource
    let region: String
    /// As a signature's scope names it.
    let service: String
    /// Seconds since 1970: AWS takes no request from another time.
    var seconds: @Sendable () -> Int64 = { SystemClock.nanosecondsSince1970() / 1_000_000_000 }

    /// - Parameter path: with what its query needs escaped.
    func get(_ path: String) async throws(AWSFailure) -> WebExchange.Answer {
        let request = try signed(WebRequest(.get, path))
        let answer: WebExchange.Answer
        do throws(ExchangeFailure) {
            answer = try await exchange.get(request.path, request.headers)
        } catch { throw .exchange(error) }
        return try AWSExchange.good(answer)
    }

    /// Sent once.
    func post(
        _ path: String, _ headers: [WebRequest.Header], _ body: String, within limit: Milliseconds? = nil
    ) async throws(AWSFailure) -> WebExchange.Answer {
        let request = try signed(WebRequest(.post, path, headers, body: body))
        let answer: WebExchange.Answer
        do throws(ExchangeFailure) {
            answer = try await exchange.send(request, within: limit)
        } catch { throw .exchange(error) }
        return try AWSExchange.good(answer)
    }

    private func signed(_ request: WebRequest) throws(AWSFailure) -> WebRequest {
        do throws(SecretFailure) {
            let signature = AWSSignature(
                credentials: try credentials.read(), region: region, service: service,
                date: AWSMoment.text(seconds()))
            return signature.signed(request, host: exchange.server.authority)
        } catch { throw .secret(error) }
    }

    private static func good(_ answer: WebExchange.Answer) throws(AWSFailure) -> WebExchange.Answer {
        guard (200...299).contains(answer.status) else { throw AWSExchange.complaint(answer) }
        return answer
    }

    /// In XML or in JSON, with its code and a sentence.
    private static func complaint(_ answer: WebExchange.Answer) -> AWSFailure {
        var (code, words) = ("", "")
        if let xml = XMLReader.read(answer.body) {
            code = xml.first("Code")?.text ?? (xml.name == "InvalidChangeBatch" ? xml.name : "")
            words = xml.first("Message")?.text ?? ""
        } else if let json = JSONReader.read(Array(answer.body.utf8)) {
            code = json["__type"]?.string?.split(separator: "#").last.map(String.init) ?? ""
            words = json["message"]?.string ?? json["Message"]?.string ?? ""
        }
        return .status(
            answer.status, code: String(code.prefix(80)).printable, saying: String(words.prefix(200)).printable)
    }
}
