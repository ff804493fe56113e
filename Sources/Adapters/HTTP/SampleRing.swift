import Runbook

/// The latest samples of one URL; older ones are forgotten.
struct SampleRing: Sendable {
    /// Of a URL, and of many together: the more there are, the less is kept of each.
    static let capacity = 3600
    private static let (capacityOfAll, least) = (1_500_000, 120)

    private let capacity: Int

    init(amongst count: Int = 1) {
        capacity = min(SampleRing.capacity, max(SampleRing.least, SampleRing.capacityOfAll / max(1, count)))
    }

    private var samples: [ProbeSample] = []
    /// Where the oldest is, once there are as many as are kept.
    private var oldest = 0

    mutating func add(_ sample: ProbeSample) {
        if samples.count < capacity {
            samples.append(sample)
        } else {
            samples[oldest] = sample
            oldest = (oldest + 1) % capacity
        }
    }

    var last: ProbeSample? { samples.isEmpty ? nil : samples[(oldest + samples.count - 1) % samples.count] }

    /// Some samples, and the moment from which on they tell of everything.
    struct Stretch: Hashable {
        var samples: [ProbeSample]
        var coveredFrom: Milliseconds
    }

    /// Those since a moment, as far back as none is missing; the one before that moment tells how far they reach. Nil when there
    /// is none at all.
    /// - Parameter gap: the longest time between two of which none between them is missing.
    func stretch(since start: Milliseconds, gap: Milliseconds) -> Stretch? {
        guard var reach = last?.moment else { return nil }
        var found: [ProbeSample] = []
        for back in 1...samples.count {
            let sample = samples[(oldest + samples.count - back) % samples.count]
            if reach - sample.moment > gap { break }
            reach = sample.moment
            if sample.moment < start { break }
            found.append(sample)
        }
        return Stretch(samples: found, coveredFrom: reach)
    }
}
