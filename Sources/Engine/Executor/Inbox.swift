import Synchronization

/// Where everything arrives that a running executor has to hear: outcomes, samples, answers, orders.
package final class Inbox: Sendable {
    private struct Contents {
        var arrivals: [Arrival] = []
        var isWoken = false
        var isSuperseded = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let contents = Mutex(Contents())

    package init() {}

    package func post(_ arrival: Arrival) {
        let waiter = contents.withLock { contents in
            contents.arrivals.append(arrival)
            return contents.waiter.take()
        }
        waiter?.resume()
    }

    package func post(_ event: Event, detail: String = "") { post(Arrival(event, detail: detail)) }

    /// Lets the owner look at the time.
    package func wake() {
        let waiter = contents.withLock { contents in
            contents.isWoken = true
            return contents.waiter.take()
        }
        waiter?.resume()
    }

    /// An adapter has seen a newer epoch: another executor has the run.
    package func markSuperseded() {
        contents.withLock { $0.isSuperseded = true }
        wake()
    }

    /// Moves what has arrived into `buffer`, without waiting. True when a newer executor has been seen.
    package func drain(into buffer: inout [Arrival]) -> Bool {
        contents.withLock { contents in
            swap(&buffer, &contents.arrivals)
            contents.isWoken = false
            return contents.isSuperseded
        }
    }

    /// Returns when something has arrived or somebody woke the owner. Only the owner waits.
    package func wait() async {
        await withCheckedContinuation { continuation in
            let isReady = contents.withLock { contents in
                if !contents.arrivals.isEmpty || contents.isWoken { return true }
                contents.waiter = continuation
                return false
            }
            if isReady { continuation.resume() }
        }
    }
}
