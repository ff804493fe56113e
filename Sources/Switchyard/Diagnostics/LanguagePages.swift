import Runbook
enum LanguagePages { static let all: [RulePage] = [] }
