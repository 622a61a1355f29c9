import { textChunks } from '#app/lib/textChunks.ts'
import { mountPage } from '#app/mount.ts'
import SettingsApp from '#app/shell/settings/SettingsApp.vue'

void mountPage(SettingsApp, textChunks)
