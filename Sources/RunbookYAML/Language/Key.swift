/// Every word that can be a key somewhere in the three documents.
package enum Key: UInt8, Hashable, Sendable, CaseIterable {
    case accessKey, action, actions, adapters, addresses, always, approvals, approve, approvers, arguments, ask, at,
        attempts
    case attemptTimeout, authorization, autoScalingGroup, availability, awsCapacity, backends, bandwidth, breaches,
        capacity, channel, choices, cluster,
        connections, credentials
    case data, deadline, `default`, defaults, delay, dependsOn, dnsTtl, ecsService, emergency, environment, errorRate
    case events, every, exclusive, expect, expectedDuration, factor, fault, faults, fence, file, finally, freshness,
        from
    case gate, gates, haproxy, health, http, httpAction, id, identifiers, irreversible, key, latency, limits, link,
        load, maxDelay,
        maxLoss, message
    case metrics, minSamples, mode, name, nameserver, need, needs, notifications, notify, notInitiator, objectives,
        onFailure
    case onTimeout, outcome, parallel, parameters, passes, pattern, peak, peakLoad, percent, planned, powerdns, process,
        program
    case prometheus, promote, queries, readOnly, ready, records, region, regions, repeatable, replicate, replication
    case replicationLag, require, responseTime, retry, role, rollbackReserve, route53, rpo, rto, run, runbook, runtime
    case scale, secretKey, seed, server, servers, service, services, sessionToken, set, shift, simulation, soak, step,
        steps, strategy, summary
    case thresholds, timeout, times, title, to, tolerate, touches, traffic, ttl, type, undo, unknown, url, variable
    case verify, version, wait, watch, weights, when, with, within, writer, writeRate, zone

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
