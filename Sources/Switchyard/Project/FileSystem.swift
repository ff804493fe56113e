#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The few questions about files that need no more than the C library.
package enum FileSystem {
    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    package static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    package static func mayEnter(_ directory: String) -> Bool { access(directory, X_OK) == 0 }

    /// Whether a path leads to an ordinary file, which can be read more than once.
    package static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The names in a directory, sorted; empty when it cannot be read.
    package static func names(in directory: String) -> [String] {
        guard let handle = opendir(directory) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The directory that a path is in; `.` for a bare name.
    package static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The last part of a path.
    package static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    package static func join(_ directory: String, _ name: String) -> String {
        directory == "." ? name : directory.hasSuffix("/") ? directory + name : directory + "/" + name
    }

    /// The last part of a path without its ending.
    package static func stem(of path: String) -> String {
        let name = name(of: path)
        for ending in [".yaml", ".yml"] where name.hasSuffix(ending) { return String(name.dropLast(ending.count)) }
        return name
    }

    package static func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        guard let buffer = getcwd(nil, 0) else { return path }
        defer { free(buffer) }
        return join(String(cString: buffer), path)
    }

    /// A path with its links followed; nil when it leads nowhere.
    package static func resolved(_ path: String) -> String? {
        guard let buffer = realpath(path, nil) else { return nil }
        defer { free(buffer) }
        return String(cString: buffer)
    }

    /// The way from a directory to another, both resolved: `.`, `sub`, `../other`.
    package static func way(from directory: String, to other: String) -> String {
        let (start, end) = (directory.split(separator: "/"), other.split(separator: "/"))
        let shared = zip(start, end).prefix { $0 == $1 }.count
        let parts = start.dropFirst(shared).map { _ in ".." } + end.dropFirst(shared)
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    /// The stems of all YAML files in a directory.
    package static func documents(in directory: String) -> [String] {
        names(in: directory).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.map(stem)
    }

    /// Replaces a file as one step, so that a reader sees the old text or the new one.
    package static func write(_ text: String, to path: String) throws(OrchestratorError) {
        let temporary = "\(path).\(getpid()).tmp"
        guard let file = fopen(temporary, "wx") else { throw unwritable(path) }
        let isWritten = text.utf8.withContiguousStorageIfAvailable {
            fwrite($0.baseAddress, 1, $0.count, file) == $0.count
        }
        let isClosed = fclose(file) == 0
        guard isWritten ?? (text.isEmpty), isClosed, rename(temporary, path) == 0 else {
            let error = unwritable(path)
            unlink(temporary)
            throw error
        }
    }

    /// What a small file holds; empty when it cannot be read.
    package static func text(of path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    private static func unwritable(_ path: String) -> OrchestratorError {
        OrchestratorError(
            .unusable, "\"\(path)\" cannot be written: \(String(cString: strerror(errno)))",
            help: "Check the directory and its permissions")
    }

    /// Returns why not; nil when the directory is there.
    package static func makeDirectory(_ path: String) -> String? {
        if mkdir(path, 0o755) == 0 { return nil }
        let code = errno
        return isDirectory(path) ? nil : String(cString: strerror(code))
    }
}
