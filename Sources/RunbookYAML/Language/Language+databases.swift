import Runbook

extension Language {
    static let postgresql = ObjectShape(
        "PostgreSQL settings", "One database with a server in each region, of which one is the writer.",
        [
            Field(.service, .scalar(.id), required: true, "The database service that it is.", example: "orders_db"),
            Field(
                .servers, .map(.regionName, .scalar(.endpoint), "regions and their servers"), required: true,
                "The server of each region.", example: "{us-east-1: \"10.0.1.5:5432\", us-west-2: \"10.0.2.5:5432\"}"),
            Field(
                .database, text, "The database to connect to; postgres when left out.", example: "orders"),
            Field(
                .user, text, required: true, "As whom; a superuser, or with what doctor lists.", example: "switchyard"),
            Field(.password, .object(.secret), "Where the password is.", example: "{file: /run/secrets/postgres}"),
            Field(
                .tls, choice(PostgresSettings.Security.self),
                "none, encrypted, or verified (certificate and name); verified when left out.", example: "verified"),
            Field(
                .fence, choice(PostgresSettings.Fence.self),
                "hot (read-only, and clients cut off) or stop (shut down, to come back as a standby); hot when left out.",
                example: "hot"),
            Field(
                .control, .list(of: text, "words"),
                "A program that stops, starts and rebuilds servers, with its arguments; see process-adapter.md.",
                example: "[/opt/ops/databases]"),
            Field(.timeout, .scalar(.duration), "The longest look at one server; 2s when left out.", example: "2s"),
        ])

    static let pgbouncer = ObjectShape(
        "PgBouncer settings", "A connection pool that lets clients wait while the writer moves.",
        [
            Field(
                .address, .scalar(.endpoint), required: true, "Where its console is reached.",
                example: "\"127.0.0.1:6432\""),
            Field(
                .databases, .map(.id, text, "services and their databases"), required: true,
                "What each service is called there.", example: "{orders_db: orders}"),
            Field(.user, text, required: true, "As whom; one of its admin_users.", example: "admin"),
            Field(.password, .object(.secret), "Where the password is.", example: "{variable: PGBOUNCER_PASSWORD}"),
            Field(
                .tls, choice(PostgresSettings.Security.self),
                "none, encrypted, or verified (certificate and name); verified when left out.", example: "verified"),
            Field(
                .pauseTimeout, .scalar(.duration),
                "The longest wait for open transactions, after which clients go on; 2s when left out.", example: "2s"),
            Field(.timeout, .scalar(.duration), "The longest other call; 2s when left out.", example: "2s"),
        ])

    static let redis = ObjectShape(
        "Redis settings", "One data set with a server in each region, of which one is the writer.",
        [
            Field(.service, .scalar(.id), required: true, "The service that it is.", example: "sessions"),
            Field(
                .servers, .map(.regionName, .scalar(.endpoint), "regions and their servers"), required: true,
                "The server of each region.", example: "{us-east-1: \"10.0.1.5:6379\", us-west-2: \"10.0.2.5:6379\"}"),
            Field(.user, text, "As whom, where there are users.", example: "switchyard"),
            Field(.password, .object(.secret), "Where the password is.", example: "{file: /run/secrets/redis}"),
            Field(
                .leastReplicas, .scalar(.integer(0...100)),
                "What min-replicas-to-write is where nothing is fenced; 0 when left out.", example: "0"),
            Field(.timeout, .scalar(.duration), "The longest call to one server; 2s when left out.", example: "2s"),
        ])
}
