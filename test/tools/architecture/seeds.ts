import { placeSeeds } from './seeds/places.ts'
import { seamSeeds } from './seeds/seams.ts'
import type { Seed } from './seeds/seed.ts'
import { tableSeeds } from './seeds/tables.ts'
import { wordSeeds } from './seeds/words.ts'
import { worldSeeds } from './seeds/worlds.ts'

export const seeds: readonly Seed[] = [...worldSeeds, ...placeSeeds, ...seamSeeds, ...tableSeeds, ...wordSeeds]
