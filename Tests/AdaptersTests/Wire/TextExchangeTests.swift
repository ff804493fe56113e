import Runbook
import Testing

@testable import Adapters

/// One question in text over a connection of its own.
struct TextExchangeTests {
    @Test func `Who is shut out before or after asking is told so at once`() async throws {
        let server = try await ScriptedServer(.shutsOut)
        let exchange = TextExchange(endpoint: server.endpoint, timeout: .seconds(5))
        for _ in 1...200 {
            do throws(ExchangeFailure) {
                #expect(try await exchange.ask("PING\r\n").isEmpty)
            } catch .unreachable(let why) {
                #expect(why == "the connection was closed")
            } catch .cutOff {
            } catch {
                Issue.record("\(error)")
            }
        }
    }
}
