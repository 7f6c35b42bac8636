// The module as Companion runs it, at a small wall.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { validateManifest } from '@companion-module/base'
import { CompanionHost } from './companion_host.js'
import { FakeWall, TOKEN, until } from './fake_wall.js'

const text = (name) => readFileSync(new URL(name, import.meta.url), 'utf8')
const manifest = JSON.parse(text('../companion/manifest.json'))

test('the manifest is good, and says what package.json says', () => {
	validateManifest(manifest, false)
	const project = JSON.parse(text('../package.json'))
	assert.equal(manifest.version, project.version)
	assert.equal(manifest.license, project.license)
	assert.equal(manifest.id, project.name)
	assert.ok(text('../companion/HELP.md').length > 500)
	assert.match(text('../LICENSE'), /^MIT License\n/) // Bitfocus's store asks for it
	createRequire(import.meta.url).resolve('../src/main.js')
})

test('the lock file names no registry', () => {
	assert.ok(!text('../package-lock.json').includes('"resolved"'))
})

test('connects, tells what there is, and gives commands', async () => {
	const wall = await new FakeWall().listen()
	const host = new CompanionHost()
	try {
		await host.registered
		await host.init({ address: wall.origin, fingerprint: '' }, { token: TOKEN })
		await until(() => host.told['set-status']?.status === 'ok')
		await until(() => host.variables.layout_name === 'Ringkasan')
		assert.equal(host.variables.layout_kanan_1, 'Ringkasan')
		const layouts = host.told.setActionDefinitions.actions.find((action) => action.id === 'activate_layout').options[0]
		assert.deepEqual(layouts.choices.map((choice) => choice.id), ['pasar', 'ringkasan'])
		assert.ok(host.told.setPresetDefinitions.presets.some((preset) => preset.id === 'layout_pasar'))

		await host.call('executeAction', {
			action: { id: 'a', controlId: 'c', actionId: 'activate_layout', options: { layout: 'pasar', display: '', seconds: 0 } },
			surfaceId: undefined,
		})
		await until(() => wall.commands.length === 1)
		assert.deepEqual(wall.commands[0], { command: 'activate_layout', layout: 'pasar', display: '', seconds: 0 })

		await host.call('updateFeedbacks', {
			feedbacks: { f: { id: 'f', controlId: 'c', feedbackId: 'held', options: {}, image: undefined, disabled: false, isInverted: false } },
		})
		await until(() => host.feedbacks.f === false)
		wall.change((state) => (state.control.hold = { since_ms: 0, by: 'siti' }))
		await until(() => host.feedbacks.f === true)
		await until(() => host.variables.hold_by === 'siti')

		wall.refusal = { code: 'refused', message: 'not now' }
		await host.call('executeAction', { action: { id: 'a', controlId: 'c', actionId: 'undo', options: {} }, surfaceId: undefined })
		await until(() => host.log.includes('undo: not now'))

		await wall.close() // nothing of it may go on looking true
		await until(() => host.feedbacks.f === false)
		assert.equal(host.variables.layout_name, '')
		assert.notEqual(host.told['set-status'].status, 'ok')
	} finally {
		host.end()
		await wall.close().catch(() => {})
	}
})

test('settings that are wrong say so', async () => {
	const host = new CompanionHost()
	try {
		await host.registered
		await host.init({ address: '', fingerprint: '' }, {})
		await until(() => host.told['set-status'])
		assert.deepEqual(host.told['set-status'], {
			status: 'bad_config',
			message: 'Enter the address of the wall, e.g. https://192.0.2.10:7600',
		})
		const update = (config, secrets) => host.call('updateConfigAndLabel', { config, secrets, label: 'wall' })
		await update({ address: 'wall', fingerprint: 'x' }, { token: 't' })
		assert.equal(host.told['set-status'].message, 'The fingerprint has to be 64 hex digits, with or without colons')
		await update({ address: 'wall', fingerprint: '' }, { token: '' })
		assert.equal(host.told['set-status'].message, 'Enter a token; make one in the panel under Access')
		const { fields } = await host.call('getConfigFields', {})
		assert.deepEqual(fields.map((field) => [field.id, field.type]), [
			['address', 'textinput'],
			['token', 'secret-text'],
			['fingerprint', 'textinput'],
		])
	} finally {
		host.end()
	}
})
