import { type Rule, importRule } from '../rule.ts'

const isStore = (path: string) => path.startsWith('app/') && path.endsWith('Store.ts')
const isTexts = (path: string) => path.startsWith('app/') && path.endsWith('.texts.ts')
const server = 'app/lib/api.ts'

export const appRules: Rule[] = [
  importRule('stores-are-private', 'A store serves its own feature alone', {
    of: ({ place }) => place.world === 'app',
    forbids: ({ from, to, place }) => isStore(to) && place.folder !== from.place.folder,
  }),
  importRule('texts-are-private', "A feature says its own texts; lib's and ui's are for everybody", {
    of: ({ place }) => place.world === 'app',
    forbids: ({ from, to, place }) => isTexts(to) && place.isFeature && place.folder !== from.place.folder,
  }),
  importRule('only-stores-call-the-server', 'Only stores and lib call the server', {
    of: ({ path, place }) => place.world === 'app' && place.folder !== 'lib' && !isStore(path),
    forbids: ({ to }) => to === server,
  }),
]
