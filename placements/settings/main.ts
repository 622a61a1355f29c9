import { mountPage } from '#app/mount.ts'
import SettingsApp from '#app/shell/settings/SettingsApp.vue'

mountPage(SettingsApp)
