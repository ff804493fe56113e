/// What `switchyard explain CODE` prints about one diagnostic code, and the examples that the tests run.
package struct RulePage: Hashable, Sendable {
    /// What an example needs around it to be judged as the page says.
    package struct Surroundings: Hashable, Sendable {
        package struct File: Hashable, Sendable {
            package var name: String
            package var text: String

            package init(_ name: String, _ text: String) {
                self.name = name
                self.text = text
            }
        }

        /// Child runbooks and the like, in the same directory.
        package var files: [File]
        /// Given with `--environment`.
        package var environment: File?
        /// Given with `--set`.
        package var parameters: [String: String]
        /// Given with `--prove`.
        package var isProved: Bool
        /// What cannot be given: a sentence.
        package var remark: String?

        package init(
            files: [File] = [], environment: File? = nil, parameters: [String: String] = [:], isProved: Bool = false,
            remark: String? = nil
        ) {
            self.files = files
            self.environment = environment
            self.parameters = parameters
            self.isProved = isProved
            self.remark = remark
        }
    }

    package var code: String
    /// A noun phrase or short sentence, such as "unknown key".
    package var title: String
    /// Why the rule exists: what would happen in production without it.
    package var why: String
    /// A whole runbook (or environment) that the rule rejects with exactly this code.
    package var bad: String
    /// What is said in place of a bad example that is too long to be read, or that cannot be shown as text.
    package var badInWords: String?
    /// The same, mended.
    package var good: String
    package var surroundings: Surroundings

    package init(
        code: String, title: String, why: String, bad: String, badInWords: String? = nil, good: String,
        surroundings: Surroundings = Surroundings()
    ) {
        self.code = code
        self.title = title
        self.why = why
        self.bad = bad
        self.badInWords = badInWords
        self.good = good
        self.surroundings = surroundings
    }
}
