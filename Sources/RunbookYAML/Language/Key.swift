/// Every word that can be a key somewhere in the three documents.
package enum Key: UInt8, Hashable, Sendable, CaseIterable {
    case accessKey, action, actions, adapters, address, addresses, always, approvals, approve, approvers
    case arguments, ask, at, attempts, attemptTimeout, authorization, autoScalingGroup, availability
    case awsCapacity, backends, bandwidth, breaches, capacity, channel, choices, cloudwatch, cluster
    case complement, connections, control, credentials, critical, data, database, databases, deadline
    case `default`, defaults, degraded, delay, dependsOn, dimensions, divideBy, dnsTtl, ecsService
    case emergency, environment, errorRate, events, every, exclusive, expect, expectedDuration, factor
    case fault, faults, fence, file, finally, freshness, from, gate, gates, haproxy, health, healthy, http
    case httpAction, id, identifiers, importance, irreversible, key, latency, leastReplicas, limits, link
    case load, maxDelay, maxLoss, message, metrics, minSamples, missing, mode, name, nameserver, namespace
    case need, needs, notifications, notify, notInitiator, objectives, onFailure, onTimeout, outcome
    case parallel, parameters, passes, password, pattern, pauseTimeout, peak, peakLoad, percent, period
    case pgbouncer, planned, postgresql, powerdns, process, program, prometheus, promote, queries, quorum, readOnly
    case ready, records, redis, region, regions, repeatable, replicate, replication, replicationLag, require
    case responseTime, retry, role, rollbackReserve, route53, rpo, rto, run, runbook, runtime, scale
    case secretKey, seed, server, servers, service, services, sessionToken, set, shift, simulation, soak
    case statistic, step, steps, strategy, summary, thresholds, timeout, times, title, tls, to, tolerate
    case touches, traffic, ttl, type, undo, unit, unknown, url, user, variable, verify, version, wait, watch
    case weights, when, with, within, writer, writeRate, zone

    /// As it is written: `attempt_timeout`.
    package var name: String { Key.names[Int(rawValue)] }

    private static let names: [String] = allCases.map { key in
        var name = ""
        for character in String(describing: key) {
            if character.isUppercase { name += "_" }
            name += character.lowercased()
        }
        return name
    }

    private struct Entry {
        var key: Key
        var name: [UInt8]
    }

    /// Buckets by length and outer letters: most hold one word or none.
    private static let table: [[Entry]] = {
        var table = [[Entry]](repeating: [], count: 256)
        for key in allCases {
            let name = Array(key.name.utf8)
            table[bucket(name.span)].append(Entry(key: key, name: name))
        }
        return table
    }()

    @inline(__always)
    private static func bucket(_ text: Span<UInt8>) -> Int {
        let (first, last) = (Int(text[0]), Int(text[text.count - 1]))
        let middle = Int(text[text.count / 2])
        return (text.count &* 53 &+ first &* 7 &+ last &* 29 &+ middle &* 101) & 255
    }

    /// The word with this text, if the language has it.
    package init?(_ text: Span<UInt8>) {
        guard text.count > 0 else { return nil }
        let entries = Key.table[Key.bucket(text)]
        search: for index in entries.indices where entries[index].name.count == text.count {
            for offset in text.indices where entries[index].name[offset] != text[offset] { continue search }
            self = entries[index].key
            return
        }
        return nil
    }
}
