// Who may import whom: app → features → what they share; features never each other.
module.exports = {
  forbidden: [
    {
      name: "features-stay-apart",
      comment: "Features meet in the API and in app/, not in each other.",
      severity: "error",
      from: { path: "^src/features/([^/]+)/" },
      to: { path: "^src/features/", pathNot: "^src/features/$1/" },
    },
    {
      name: "shared-knows-no-feature",
      severity: "error",
      from: { path: "^src/(api|components|forms|i18n|storage|theme)/" },
      to: { path: "^src/(app|features)/" },
    },
    { name: "features-know-no-app", severity: "error", from: { path: "^src/features/" }, to: { path: "^src/app/" } },
    {
      name: "testing-stays-in-tests",
      severity: "error",
      from: { path: "^src/", pathNot: "(\\.test\\.tsx?$)|(^src/testing/)" },
      to: { path: "^src/testing/" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-development-packages",
      severity: "error",
      from: { path: "^src/", pathNot: "(\\.test\\.tsx?$)|(^src/testing/)" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ["import", "browser", "default"] },
  },
};
