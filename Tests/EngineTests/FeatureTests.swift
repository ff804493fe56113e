import Testing

@Suite struct FeatureTests {
    /// A misspelt upcoming feature is accepted silently by the compiler, so each is asked for here.
    @Test func theUpcomingFeaturesOfTheManifestAreReallyOn() {
        var missing: [String] = []
        #if !hasFeature(ExistentialAny)
            missing.append("ExistentialAny")
        #endif
        #if !hasFeature(MemberImportVisibility)
            missing.append("MemberImportVisibility")
        #endif
        #if !hasFeature(InternalImportsByDefault)
            missing.append("InternalImportsByDefault")
        #endif
        #if !hasFeature(NonisolatedNonsendingByDefault)
            missing.append("NonisolatedNonsendingByDefault")
        #endif
        #expect(missing.isEmpty)
    }
}
