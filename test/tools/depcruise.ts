import type { IConfiguration, IForbiddenRuleType } from 'dependency-cruiser'

/** Who may import whom. Read as: what `from` says must never reach what `to` says. */
const forbidden: IForbiddenRuleType[] = [
  // The four worlds.
  {
    name: 'contract-is-a-leaf',
    severity: 'error',
    from: { path: '^server/contract/' },
    to: { pathNot: ['^server/contract/', 'node_modules/valibot/'] },
  },
  {
    name: 'app-sees-only-the-contract',
    severity: 'error',
    from: { path: '^(app|placements)/' },
    to: { path: '^server/', pathNot: '^server/contract/' },
  },
  {
    name: 'server-never-sees-app',
    severity: 'error',
    from: { path: '^server/' },
    to: { path: '^(app|placements)/' },
  },
  {
    name: 'production-never-sees-test',
    severity: 'error',
    from: { path: '^(app|server|placements)/' },
    to: { path: '^test/' },
  },
  {
    name: 'placements-only-mount',
    severity: 'error',
    from: { path: '^app/' },
    to: { path: '^placements/' },
  },
  // Inside the server.
  {
    name: 'domain-is-pure',
    severity: 'error',
    from: { path: '^server/[^/]+/domain/' },
    // zones, holidays and hashing are arithmetic, too
    to: {
      pathNot: [
        '^server/[^/]+/domain/',
        '^server/contract/',
        '^server/platform/refusal\\.ts$',
        'node_modules/(temporal-polyfill|date-holidays)/',
        '^(node:)?crypto$',
      ],
    },
  },
  {
    name: 'platform-knows-no-feature',
    severity: 'error',
    from: { path: '^server/platform/' },
    to: { path: '^server/', pathNot: '^server/(platform|contract|config)' },
  },
  {
    name: 'sql-and-edge-are-private-to-their-feature',
    severity: 'error',
    from: { path: '^server/([^/]+)/' },
    to: { path: '^server/[^/]+/(sql|routes|reactions|jobs|present)\\.ts$', pathNot: '^server/($1|platform|contract)/' },
  },
  {
    name: 'sql-is-below-commands',
    severity: 'error',
    from: { path: '^server/[^/]+/sql\\.ts$' },
    to: { path: '^server/[^/]+/(commands|routes|reactions|jobs)\\.ts$' },
  },
  {
    name: 'commands-know-no-http',
    severity: 'error',
    from: { path: '^server/[^/]+/(commands|sql)\\.ts$' },
    to: { path: '^server/(platform/(http|node|session|realtime)\\.ts|contract/routes\\.ts)$' },
  },
  {
    name: 'bitrix24-sdk-has-two-doors',
    severity: 'error',
    from: { pathNot: '^(server/portals/bitrix24\\.ts|app/lib/frame\\.ts|test/)' },
    to: { path: 'node_modules/@bitrix24/b24jssdk' },
  },
  // Inside the app.
  {
    name: 'lib-and-ui-know-no-feature',
    severity: 'error',
    from: { path: '^app/(ui|lib)/' },
    to: { path: '^app/', pathNot: '^app/(ui|lib)/' },
  },
  {
    name: 'stores-are-private-to-their-feature',
    severity: 'error',
    from: { path: '^app/([^/]+)/' },
    to: { path: '^app/.+Store\\.ts$', pathNot: '^app/$1/' },
  },
  {
    name: 'only-stores-call-the-server',
    severity: 'error',
    from: { path: '^app/', pathNot: '^app/(.+Store\\.ts|lib/)' },
    to: { path: '^app/lib/api\\.ts$' },
  },
  // Everywhere.
  { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'no-unresolved',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true, pathNot: ['^@bitrix24/b24ui-nuxt/vue-plugin$', '^#build/', '\\.css$'] },
  },
]

export const architecture: IConfiguration = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.vue', '.js', '.mjs', '.json'],
    },
  },
}
