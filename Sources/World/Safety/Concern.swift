/// Why an effect may not be performed now.
package enum Concern: UInt8, Hashable, Sendable, CaseIterable {
    case receiverUnreachable, receiverNotServing, capacityUnknown, capacityShort, receiverOwesFence
    case noWriter, dataStale, lagUnknown
    case secondWriter, writerUnknown, lossBeyondBound
    case sourceUnreachable, wouldOverwriteWriter, wouldStarveTraffic, weightsUnknown, weightsBeyondWhole
    case notAStandby
    case valuesUnknown, stateUnknown

    /// Ready to follow "because".
    package var sentence: String {
        switch self {
        case .receiverUnreachable: "the region that would receive traffic cannot be reached"
        case .receiverNotServing: "a service that would receive traffic is not known to be serving"
        case .capacityUnknown: "the ready capacity of the region is unknown"
        case .capacityShort: "the region that would receive traffic lacks ready capacity for that share of the peak"
        case .receiverOwesFence: "the region was left without a confirmed fence and must be fenced or rebuilt first"
        case .noWriter: "no region is known to acknowledge writes"
        case .dataStale: "the data of the region that would receive traffic is older than the allowed lag"
        case .lagUnknown: "the replication lag is unknown"
        case .secondWriter: "another region still acknowledges writes, and this would make a second writer"
        case .writerUnknown: "it is not known whether another region still acknowledges writes"
        case .lossBeyondBound: "the replication lag is beyond the loss that the runbook allows"
        case .sourceUnreachable: "the region to replicate from cannot be reached or does not hold current data"
        case .wouldOverwriteWriter: "the region to be rebuilt is the writer, and rebuilding it would destroy its data"
        case .wouldStarveTraffic: "the remaining capacity would be less than the traffic that the region carries"
        case .weightsUnknown: "the current traffic weights are unknown"
        case .notAStandby: "the region to be promoted does not follow the writer, so its data may have diverged"
        case .valuesUnknown: "what it would change cannot be seen, so it could not be taken back"
        case .stateUnknown: "it cannot be seen whether what it would take back is there, or still on its way"
        case .weightsBeyondWhole: "the traffic weights would not add up to 100%"
        }
    }
}
