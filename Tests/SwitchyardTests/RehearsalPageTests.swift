import Foundation
import Switchyard
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("The page of a rehearsal")
struct RehearsalPageTests {
    /// What an XML parser makes of a page.
    private final class Reader: NSObject, XMLParserDelegate {
        var names: [String] = []
        var texts = ""

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String] = [:]
        ) {
            names.append(name)
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) { texts += text }
    }

    private static func read(_ page: String) throws -> Reader {
        let prefix = "<!DOCTYPE html>\n"
        #expect(page.hasPrefix(prefix))
        let parser = XMLParser(data: Data(page.dropFirst(prefix.count).utf8))
        let reader = Reader()
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError)) in line \(parser.lineNumber)")
        return reader
    }

    private static func page(_ request: RehearsalRequest) async throws -> String {
        RehearsalPage(try await RehearsedRun.make(request)).text
    }

    @Test("it is well-formed, and draws steps, durations and five quantities", arguments: [1, 3])
    func wellFormed(seeds: Int) async throws {
        let reader = try Self.read(try await Self.page(RehearsedRunTests.request("gradual", seeds: seeds)))
        #expect(reader.names.count { $0 == "figure" } == (seeds > 1 ? 7 : 6))
        #expect(reader.names.contains("polyline"))
        #expect(reader.texts.contains("What this does not cover"))
    }

    @Test("it needs nothing beside it and runs nothing")
    func selfContained() async throws {
        var request = RehearsedRunTests.request("gradual", seeds: 2)
        request.run.faults = RehearsedRunTests.faults("gradual.target_slows.yaml")
        let page = try await Self.page(request)
        for foreign in ["http:", "https:", "//", "src=", "href", "url(", "@import", "<script", "<link", "<img", " on"] {
            let uses = page.ranges(of: foreign).filter { foreign != " on" || page[$0.upperBound...].contains("=\"") }
            #expect(foreign == " on" ? !page.contains("\" on") : uses.isEmpty, "\(foreign)")
        }
    }

    @Test("whatever a runbook or a fault plan says stays text")
    func hostile() async throws {
        let scratch = try Scratch()
        let evil = #"</title><script>alert('x')</script><b a=\"&amp;"#
        let runbook = try String(contentsOfFile: Demo.request("gradual", store: "").runbook, encoding: .utf8)
        let faults = try String(contentsOfFile: RehearsedRunTests.faults("gradual.target_slows.yaml"), encoding: .utf8)
        var request = RehearsedRunTests.request("gradual", seeds: 1)
        request.run.runbook = try scratch.write(
            runbook.replacing("Move traffic from $source to $target?", with: "\"\(evil)\""), "gradual.yaml")
        request.run.faults = try scratch.write(
            faults.replacing("One service of the target becomes slow under real traffic.", with: "\"\(evil)\""),
            "faults.yaml")
        let page = try await Self.page(request)
        let reader = try Self.read(page)
        #expect(!reader.names.contains("script"))
        #expect(reader.texts.ranges(of: "<script>alert('x')</script><b a=\"&amp;").count == 2)
        #expect(!page.contains("<script"))
    }
}
