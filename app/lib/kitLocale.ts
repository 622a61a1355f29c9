import { en, ru, ua } from '@bitrix24/b24ui-nuxt/locale'
import { computed } from 'vue'
import { language } from './i18n.ts'

const locales = { ru, uk: ua, en }

/** The few words that the kit's own controls say ("close", "notifications"), in the language of the page. */
export const kitLocale = computed(() => locales[language.value])
