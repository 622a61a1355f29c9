import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Source, type Tree, treeOf } from './tree.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const worlds = ['app', 'server', 'placements', 'test']

/** The source as it lies on the disk. */
export function readTree(): Tree {
  return treeOf(worlds.flatMap(filesBelow))
}

function filesBelow(world: string): Source[] {
  return readdirSync(join(root, world), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length).replaceAll('\\', '/'))
    .filter((path) => !path.includes('node_modules/'))
    .toSorted()
    .map((path) => ({ path, text: /\.(ts|vue|sql)$/.test(path) ? readFileSync(join(root, path), 'utf8') : '' }))
}
