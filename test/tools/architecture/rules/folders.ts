import { circlesOf, graphOf } from '../circles.ts'
import { type Rule, each } from '../rule.ts'
import { type Arrow, type Tree, arrowsOf } from '../tree.ts'

/** An arrow from one folder to another, and one import that makes it. */
export type FolderArrow = { from: string; to: string; example: string }
type Naming = (arrow: Arrow) => readonly [string | null, string | null]

/** The folders of the server as they import each other; files at its top see them all and are none of them. */
export const serverArrows = (tree: Tree) => arrowsBetween(tree, namedInWorld('server'))
/** The folders of the app; each face in shell/ is one. */
export const appArrows = (tree: Tree) => arrowsBetween(tree, namedInWorld('app'))

export const folderRules: Rule[] = [
  {
    name: 'server-folders-make-no-circle',
    says: 'The folders of the server import each other in one direction',
    check: (tree) => climbing(serverArrows(tree)),
  },
  {
    name: 'rooms-make-no-circle',
    says: 'The rooms of a feature import each other in one direction',
    check: (tree) => roomArrows(tree).flatMap(climbing),
  },
  {
    name: 'app-folders-make-no-circle',
    says: 'The folders of the app import each other in one direction',
    check: (tree) => climbing(appArrows(tree)),
  },
]

/** By feature that has rooms; `feature.ts` sees all of them and is none of them. */
export function roomArrows(tree: Tree): FolderArrow[][] {
  const withRooms = new Set(
    tree.files
      .filter(({ place }) => place.isFeature && place.room !== null)
      .map(({ place }) => `${place.world}/${place.folder}`),
  )
  return [...withRooms].toSorted().map((feature) => arrowsBetween(tree, namedInFeature(feature)))
}

/** Every arrow of a circle is named: with each that goes, the circle is nearer to its end. */
export function climbing(arrows: readonly FolderArrow[]): string[] {
  const circles = circlesOf(graphOf(arrows.map(({ from, to }) => [from, to] as const)))
  const inOneCircle = ({ from, to }: FolderArrow) =>
    circles.some((circle) => circle.includes(from) && circle.includes(to))
  return each(arrows.filter(inOneCircle).map(({ from, to, example }) => `${from} → ${to} (${example})`))
}

function arrowsBetween(tree: Tree, name: Naming): FolderArrow[] {
  const found = new Map<string, FolderArrow>()
  for (const arrow of arrowsOf(tree)) {
    const [from, to] = name(arrow)
    if (from === null || to === null || from === to || found.has(`${from} ${to}`)) continue
    found.set(`${from} ${to}`, { from, to, example: `${arrow.from.path} → ${arrow.to}` })
  }
  return [...found.values()]
}

function namedInWorld(world: 'server' | 'app'): Naming {
  const name = (place: Arrow['place']) =>
    place.world === world && place.folder !== null ? `${world}/${place.folder}` : null
  return ({ from, place }) => [name(from.place), name(place)]
}

function namedInFeature(feature: string): Naming {
  const name = (place: Arrow['place']) => {
    if (`${place.world}/${place.folder}` !== feature || place.role === 'feature') return null
    return `${feature}/${place.room ?? place.drawer ?? '*'}`
  }
  return ({ from, place }) => [name(from.place), name(place)]
}
