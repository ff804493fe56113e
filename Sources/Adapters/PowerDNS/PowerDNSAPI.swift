import Runbook

/// The HTTP API of an authoritative server, for one zone.
struct PowerDNSAPI: Sendable {
    let exchange: WebExchange
    let key: SecretSource
    /// From `/`.
    let server: String
    let zone: String

    init?(_ settings: PowerDNSSettings, zone: String) {
        guard let url = ServerURL(settings.url.value) else { return nil }
        exchange = WebExchange(server: url, timeout: settings.timeout)
        key = settings.key
        let name = settings.server?.value ?? PowerDNSSettings.standardServer
        server = "/api/v1/servers/" + WebExchange.escaped(name)
        self.zone = zone
    }

    var zonePath: String { "\(server)/zones/\(WebExchange.escaped(zone))" }

    /// An answer with a good status, as JSON.
    func get(_ path: String) async throws(PowerDNSFailure) -> JSON {
        let answer: WebExchange.Answer
        let headers = [try header()]
        do throws(ExchangeFailure) {
            answer = try await exchange.get(path, headers)
        } catch { throw .exchange(error) }
        guard answer.status == 200 else { throw .status(answer.status, saying: PowerDNSAPI.complaint(answer)) }
        guard let json = JSONReader.read(Array(answer.body.utf8)) else { throw .nonsense }
        return json
    }

    /// - Parameter limit: of the whole request.
    func patch(_ body: JSON, within limit: Milliseconds) async throws(PowerDNSFailure) {
        let request = WebRequest(
            .patch, zonePath, [try header(), WebRequest.Header("Content-Type", "application/json")], body: body.text())
        let answer: WebExchange.Answer
        do throws(ExchangeFailure) {
            answer = try await exchange.send(request, within: limit)
        } catch { throw .exchange(error) }
        guard answer.status == 204 || answer.status == 200 else {
            throw .status(answer.status, saying: PowerDNSAPI.complaint(answer))
        }
    }

    private func header() throws(PowerDNSFailure) -> WebRequest.Header {
        do throws(SecretFailure) {
            return WebRequest.Header("X-API-Key", try key.readLine())
        } catch { throw .secret(error) }
    }

    private static func complaint(_ answer: WebExchange.Answer) -> String {
        let told = JSONReader.read(Array(answer.body.utf8))?["error"]?.string
        let line = told ?? answer.body.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return String(line.prefix(200)).printable
    }
}
