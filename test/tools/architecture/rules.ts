import type { Rule } from './rule.ts'
import { appRules } from './rules/app.ts'
import { folderRules } from './rules/folders.ts'
import { migrationRules } from './rules/migrations.ts'
import { placeRules } from './rules/places.ts'
import { seamRules } from './rules/seams.ts'
import { tableRules } from './rules/tables.ts'
import { textRules } from './rules/texts.ts'
import { upcastRules } from './rules/upcasts.ts'
import { wordRules } from './rules/words.ts'
import { worldRules } from './rules/worlds.ts'

export const rules: readonly Rule[] = [
  ...worldRules,
  ...placeRules,
  ...seamRules,
  ...folderRules,
  ...tableRules,
  ...textRules,
  ...wordRules,
  ...appRules,
  ...migrationRules,
  ...upcastRules,
]
