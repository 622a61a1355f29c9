import type { Language } from '#contract/common.ts'

export type FileTexts = {
  regulation: string
  versionName: string
  made: string
  version: (version: number) => string
}

/** What stands around the conditions in a file. */
export const conditionsFileTexts: Record<Language, FileTexts> = {
  ru: {
    regulation: 'Регламент',
    versionName: 'Версия',
    made: 'Составлено',
    version: (version) => `версия ${version}`,
  },
  uk: {
    regulation: 'Регламент',
    versionName: 'Версія',
    made: 'Складено',
    version: (version) => `версія ${version}`,
  },
  en: {
    regulation: 'Regulation',
    versionName: 'Version',
    made: 'Made',
    version: (version) => `version ${version}`,
  },
}
