import { computed } from 'vue'
import { language } from './i18n.ts'
import { kitTexts } from './kit.texts.ts'

/** What the kit's own controls say, in the language of the page. */
export const kitLocale = computed(() => kitTexts.texts[language.value])
