// The house's fences: who must never import whom. Types count, too: a room that knows another's types knows the room.

const npm = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`
const react = npm('react', 'react-dom', 'react-i18next', '@types/react', '@types/react-dom', '@mantine/[^/]+', 'wouter')
const database = npm('better-sqlite3', '@types/better-sqlite3', '@electric-sql/pglite', 'pg', '@types/pg')
const electron = npm('electron')
const files = '^(node:)?(fs|fs/promises)$'
const sqlite = '^(node:)?sqlite$'
const web = '^(node:)?(http|https|http2|net|tls)$'

const screens = '^renderer/src/(record|compare|catalog|bundles|sync|settings)/'
const api = '^renderer/src/api/'
const productNode = '^(electron|server|shared)/'

/** One rule: these files must never import those. */
const fence = (name, from, to, comment) => ({ name, severity: 'error', comment, from: asPaths(from), to: asPaths(to) })
const asPaths = (what) => (typeof what === 'string' || Array.isArray(what) ? { path: what } : what)

const sharedRooms = [
  fence(
    'entities-and-acoustics-know-only-themselves',
    '^shared/(entities|acoustics)/',
    { pathNot: '^shared/(entities|acoustics)/' },
    'Plain types and pure functions run on every side, so they import nothing but themselves.',
  ),
  fence(
    'contract-is-only-a-contract',
    '^shared/contract/',
    [electron, react, database, '^(electron|renderer|server)/', '^shared/node/'],
    'What crosses a wire is known to both sides and belongs to neither.',
  ),
  fence(
    'contract-runs-anywhere',
    '^shared/contract/',
    { dependencyTypes: ['core'] },
    "A browser has none of Node's modules.",
  ),
  fence(
    'shared-node-has-no-host-and-no-database',
    '^shared/node/',
    [electron, react, database, sqlite, '^(electron|renderer|server)/'],
    'Studio and server both build on it.',
  ),
  fence(
    'only-its-worker-says-msedge-tts',
    { pathNot: '^shared/node/workers/edge-worker[^/]*$' },
    npm('msedge-tts'),
    'It throws outside any promise, which only a thread of its own survives.',
  ),
  fence(
    'shared-knows-no-house',
    '^shared/',
    '^(electron|renderer|server)/',
    'Shared code is below every room that uses it.',
  ),
]

const rendererRooms = [
  fence(
    'renderer-runs-in-a-browser',
    '^renderer/',
    ['^shared/node/', '^electron/', '^server/', electron, database],
    'Only the contract leads from the window to the studio.',
  ),
  fence('renderer-has-no-node', '^renderer/', { dependencyTypes: ['core'] }, "A browser has none of Node's modules."),
  fence(
    'ui-knows-no-domain',
    '^renderer/src/ui/',
    [api, screens, '^shared/contract/', '^renderer/src/app/'],
    'Look and keyboard would serve any application.',
  ),
  fence('audio-knows-no-react', '^renderer/src/audio/', [react, api], 'Capture and playback outlive what is drawn.'),
  fence(
    'screens-know-no-other-screen',
    '^renderer/src/(record|compare|catalog|bundles|sync|settings)/',
    { path: screens, pathNot: '^renderer/src/$1/' },
    'What two screens share moves below them.',
  ),
  fence(
    'screens-know-no-transport',
    screens,
    ['^renderer/src/api/(door|connect|keep-connected)[^/]*$', npm('@orpc/client/.*(websocket|message-port|fetch).*')],
    'A screen asks the client; which door answers is not its business.',
  ),
  fence('api-knows-no-screen', api, screens, 'Calls are below the screens that make them.'),
]

const studioRooms = [
  fence(
    'only-its-host-says-electron',
    { pathNot: '^electron/hosts/electron/' },
    electron,
    'Without a runtime, importing it throws.',
  ),
  fence(
    'rpc-only-maps',
    '^electron/rpc/',
    [electron, database, sqlite, files, '^electron/(catalog|storage|hosts)/'],
    'A procedure is one line to a service.',
  ),
  fence(
    'services-know-no-door',
    '^electron/services/',
    [electron, database, sqlite, web, '^electron/(rpc|hosts)/', '^electron/studio[.]ts$', npm('ws', '@orpc/[^/]+')],
    'What the studio does is the same through every door.',
  ),
  fence(
    'services-keep-their-insides',
    '^electron/services/([^/]+)/',
    { path: '^electron/services/[^/]+/', pathNot: ['^electron/services/$1/', '^electron/services/([^/]+)/\\1[.]ts$'] },
    "Another service's folder is entered through the file that bears its name.",
  ),
  fence(
    'catalog-is-only-sql',
    '^electron/catalog/',
    ['^electron/(storage|services|rpc|hosts)/', '^electron/studio[.]ts$', electron],
    'Rows know nothing of files and rules.',
  ),
  fence(
    'storage-is-only-files',
    '^electron/storage/',
    ['^electron/(catalog|services|rpc|hosts)/', '^electron/studio[.]ts$', electron, database, sqlite],
    'Bytes know nothing of rows and rules.',
  ),
  fence(
    'hosts-know-no-other-host',
    '^electron/hosts/([^/]+)/',
    { path: '^electron/hosts/', pathNot: ['^electron/hosts/$1/', '^electron/hosts/common/'] },
    'What doors share stands in hosts/common, which knows none of them.',
  ),
  fence(
    'hosts-only-carry',
    '^electron/hosts/',
    '^electron/(catalog|storage)/',
    'A door reaches the studio through its router.',
  ),
  fence(
    'studio-has-no-window',
    '^electron/',
    '^(renderer|server)/',
    'The window and the server are on the other side of the wire.',
  ),
  fence('server-shares-only-shared', '^server/', '^(electron|renderer)/', 'The server is a house of its own.'),
]

const everywhere = [
  fence('no-circles', {}, { circular: true }, 'Two files that need each other are one, or three.'),
  fence(
    'no-orphans',
    {
      path: '^(electron|renderer|server|shared)/',
      orphan: true,
      pathNot: ['[.]d[.]ts$', '/main[.]tsx?$', '-worker[.]ts$', '^electron/catalog/migrations/'],
    },
    {},
    'A file that nothing uses and no test looks at.',
  ),
  fence('everything-resolves', {}, { couldNotResolve: true }, 'An import that leads nowhere.'),
  fence(
    'product-knows-no-scaffold',
    '^(electron|renderer|server|shared)/',
    '^(test|tools|bench|out)/',
    'What ships must not need what checks it.',
  ),
  fence(
    'product-needs-only-dependencies',
    { path: productNode },
    {
      dependencyTypes: ['npm-dev', 'npm-no-pkg'],
      dependencyTypesNot: ['type-only'],
      pathNot: [electron, 'node_modules/@types/'],
    },
    'Development packages are not installed with the product.',
  ),
]

export default {
  forbidden: [...sharedRooms, ...rendererRooms, ...studioRooms, ...everywhere],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|coverage|test-results|[.]cache|[.]runtime)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
}
