import InstallApp from '#app/shell/install/InstallApp.vue'
import { mountPage } from '#app/mount.ts'

mountPage(InstallApp)
