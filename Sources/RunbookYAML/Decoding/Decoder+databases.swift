import Runbook

/// Settings of databases.
extension Decoder {
    func postgresql(_ mapping: Tree.Index) -> PostgresSettings? {
        guard let service = text(.service, mapping), let user = text(.user, mapping),
            let servers = tree.value(.servers, in: mapping)
        else { return nil }
        return PostgresSettings(
            service: service,
            servers: endpoints(servers).map { DatabaseServer(region: $0, endpoint: $1) },
            database: text(.database, mapping)?.value ?? PostgresSettings.standardDatabase, user: user.value,
            password: secret(.password, mapping),
            security: choice(.tls, mapping, PostgresSettings.Security.self)?.value ?? .verified,
            fence: choice(.fence, mapping, PostgresSettings.Fence.self)?.value ?? .hot,
            control: texts(.control, mapping) ?? [],
            timeout: flatDuration(.timeout, mapping) ?? PostgresSettings.standardTimeout)
    }

    func pgbouncer(_ mapping: Tree.Index) -> PgBouncerSettings? {
        guard let address = endpoint(.address, mapping), let user = text(.user, mapping),
            let databases = tree.value(.databases, in: mapping)
        else { return nil }
        return PgBouncerSettings(
            address: address,
            databases: names(databases).map { PgBouncerSettings.Database(service: $0, name: $1) },
            user: user.value, password: secret(.password, mapping),
            security: choice(.tls, mapping, PostgresSettings.Security.self)?.value ?? .verified,
            pauseTimeout: flatDuration(.pauseTimeout, mapping) ?? PgBouncerSettings.standardPauseTimeout,
            timeout: flatDuration(.timeout, mapping) ?? PgBouncerSettings.standardTimeout)
    }

    func redis(_ mapping: Tree.Index) -> RedisSettings? {
        guard let service = text(.service, mapping), let servers = tree.value(.servers, in: mapping) else { return nil }
        return RedisSettings(
            service: service, servers: endpoints(servers).map { DatabaseServer(region: $0, endpoint: $1) },
            user: text(.user, mapping)?.value, password: secret(.password, mapping),
            leastReplicas: text(.leastReplicas, mapping).flatMap { Int64($0.value) } ?? 0,
            timeout: flatDuration(.timeout, mapping) ?? RedisSettings.standardTimeout)
    }
}
