/// Brings what people send through the store to the inbox of a run that is being executed here.
struct MailCarrier: Sendable {
    private let store: any RunStore
    private let run: String
    private let epoch: Epoch
    private let adapters: AdapterSet
    private let inbox: Inbox
    private var last: Int64 = 0
    /// For a store that cannot be read for a minute, whoever sent the answer has been told that nobody heard it.
    private static let mostTries = 1200

    init(store: any RunStore, run: String, epoch: Epoch, adapters: AdapterSet, inbox: Inbox) {
        self.store = store
        self.run = run
        self.epoch = epoch
        self.adapters = adapters
        self.inbox = inbox
    }

    /// Until cancelled. A store that cannot be read now is asked again: whoever appends to it finds out what is wrong.
    func carry() async {
        var carrier = self
        while !Task.isCancelled {
            await carrier.store.waitForMessages(of: run)
            for posted in (try? await carrier.unheard()) ?? [] { await carrier.deliver(posted) }
        }
    }

    /// An order does not wait behind an answer, for which the regions are looked at.
    private func deliver(_ posted: PostedMessage) async {
        guard case .answered = posted.message.event else {
            if let arrival = try? await arrival(posted) { inbox.post(arrival) }
            return
        }
        Task {
            for _ in 0..<MailCarrier.mostTries {
                do throws(StoreError) {
                    if let arrival = try await arrival(posted) { inbox.post(arrival) }
                    return
                } catch {
                    if case .superseded = error { return }
                    await store.waitForMessages(of: run)
                }
            }
        }
    }

    /// What waited while nobody executed the run.
    mutating func collect() async throws(StoreError) -> [Arrival] {
        var arrivals: [Arrival] = []
        for posted in try await unheard() {
            if let arrival = try await arrival(posted) { arrivals.append(arrival) }
        }
        return arrivals
    }

    private mutating func unheard() async throws(StoreError) -> [PostedMessage] {
        let news = try await store.messages(of: run, after: last)
        last = news.last?.number ?? last
        return news.filter { $0.outcome == nil }
    }

    private func arrival(_ posted: PostedMessage) async throws(StoreError) -> Arrival? {
        let message = posted.message
        let detail = RunSession.detail(of: message.person, message.reason)
        guard case .answered(_, let answer) = message.event else {
            return Arrival(message.event, detail: detail, from: Sender(message.person, message: posted.number))
        }
        guard try await store.summary(of: run).header.planDigest == message.planDigest else {
            let reply = MessageReply(number: posted.number, outcome: .refused(why: "it is about another plan"))
            try await store.append([], answering: [reply], to: run, epoch: epoch)
            return nil
        }
        // Who grants names numbers, which are held against those of this moment.
        let world = answer.isGranted ? await adapters.observe() : nil
        return Arrival(
            message.event, detail: detail, from: Sender(message.person, message: posted.number, seeing: world))
    }
}

extension Arrival {
    var isAnswer: Bool { if case .answered = event { true } else { false } }
}
