import Runbook
import RunbookCompiler

/// A URL that tells of a region, or of a service in it.
struct ProbeTarget: Sendable {
    let region: RegionIndex
    let service: ServiceIndex?
    /// For messages.
    let place: String
    let url: String
    private let plain: PlainProbe?
    private let exchange: WebExchange

    /// More than this of an answer is not read: its status says all.
    static let longestAnswer = 1 << 20

    init(region: RegionIndex, service: ServiceIndex?, url: ServerURL, timeout: Milliseconds) {
        self.region = region
        self.service = service
        self.url = url.text
        place = "http at \(url.text)"
        plain = PlainProbe(url, timeout: timeout)
        exchange = WebExchange(server: url, timeout: timeout, longestAnswer: ProbeTarget.longestAnswer)
    }

    /// What came of asking it, with its status or the reason why there is none.
    func ask() async -> (sample: ProbeSample, words: String) {
        let start = ContinuousClock.now
        func sample(_ verdict: ProbeSample.Verdict) -> ProbeSample {
            let length = (ContinuousClock.now - start) / .milliseconds(1)
            return ProbeSample(moment: .zero, length: Float(length), verdict: verdict)
        }
        do throws(ExchangeFailure) {
            let status = try await status()
            return (sample((200...299).contains(status) ? .well : .ill), "status \(status)")
        } catch {
            if case .overdue = error { return (sample(.overdue), error.sentence) }
            return (sample(.unreachable), error.sentence)
        }
    }

    private func status() async throws(ExchangeFailure) -> Int {
        if let plain { return try await plain.status() }
        return try await exchange.status(of: WebRequest(.get, "", [WebRequest.Header("Accept", "*/*")]))
    }
}
