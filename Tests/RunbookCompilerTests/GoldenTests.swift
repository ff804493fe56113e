import RunbookCompiler
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Plans as people read them; run with SWITCHYARD_GOLDEN=write to accept what is drawn now.
@Suite("Golden plans")
struct GoldenTests {
    @Test("The design's example compiles to the plan that was agreed on", arguments: ["txt", "dot", "mmd"])
    func gradualExample(kind: String) throws {
        let plan = try plan(gradual, context(environment: environment()))
        let drawn =
            switch kind {
            case "dot": PlanGraph.dot(plan)
            case "mmd": PlanGraph.mermaid(plan)
            default: PlanGraph.text(plan)
            }
        try expectGolden(drawn, "gradual." + kind)
    }

    private func expectGolden(_ text: String, _ name: String) throws {
        let path = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/Golden/" + name
        if getenv("SWITCHYARD_GOLDEN") != nil {
            let file = try #require(fopen(path, "w"))
            fputs(text, file)
            fclose(file)
            return
        }
        let file = try #require(fopen(path, "r"), "no golden file \(name)")
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        #expect(text == String(decoding: bytes.prefix(count), as: UTF8.self))
    }
}
