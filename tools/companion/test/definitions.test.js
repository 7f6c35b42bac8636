import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { actions, table as actionTable } from '../src/actions.js'
import { parseAddress, parseFingerprint } from '../src/address.js'
import { feedbacks, table as feedbackTable } from '../src/feedbacks.js'
import { presets } from '../src/presets.js'
import { shape } from '../src/state.js'
import { definitions, values } from '../src/variables.js'
import { document } from './fake_wall.js'

const changed = (mutate) => {
	const state = document()
	mutate(state)
	return state
}

// The command that an action sends.
async function sent(id, options, state = document()) {
	const commands = []
	const wall = { state: () => state, send: async (command) => commands.push(command) }
	await actions(wall)[id].callback({ options }, { parseVariablesInString: async (text) => text.replace('$(x:y)', 'Z') })
	assert.equal(commands.length, 1)
	return commands[0]
}

test('each action is one command', async () => {
	const held = changed((s) => (s.control.hold = { by: 'siti', since_ms: 0 }))
	const hidden = changed((s) => (s.control.cameras_hidden = true))
	const locked = changed((s) => (s.control.keyboard_locked = true))
	const cases = [
		['activate_layout', { layout: 'pasar', display: '', seconds: 0 }, { command: 'activate_layout', layout: 'pasar', display: '', seconds: 0 }],
		['next_layout', { display: 'kiri' }, { command: 'next_layout', display: 'kiri' }],
		['previous_layout', { display: '' }, { command: 'previous_layout', display: '' }],
		['follow_schedule', { display: '' }, { command: 'follow_schedule', display: '' }],
		['hold', {}, { command: 'hold' }],
		['resume', {}, { command: 'resume' }],
		['toggle_hold', {}, { command: 'hold' }],
		['toggle_hold', {}, { command: 'resume' }, held],
		['wake_displays', { display: '' }, { command: 'wake_displays', displays: [] }],
		['wake_displays', { display: 'kiri' }, { command: 'wake_displays', displays: ['kiri'] }],
		['end_wake', { display: '' }, { command: 'end_wake', displays: [] }],
		['end_wake', { display: 'kiri' }, { command: 'end_wake', displays: ['kiri'] }],
		['show_test_pattern', { seconds: 600 }, { command: 'show_test_pattern', seconds: 600 }],
		['undo', {}, { command: 'undo' }],
		['enlarge_tile', { tile: 'kanan-1|wall/0', seconds: 60 }, { command: 'enlarge_tile', display: 'kanan-1', tile: 'wall/0', seconds: 60 }],
		['restore_tile', { display: '' }, { command: 'restore_tile', display: '' }],
		['hide_cameras', {}, { command: 'hide_cameras' }],
		['show_cameras', {}, { command: 'show_cameras' }],
		['toggle_cameras', {}, { command: 'hide_cameras' }],
		['toggle_cameras', {}, { command: 'show_cameras' }, hidden],
		['toggle_cameras', {}, { command: 'hide_cameras' }, null],
		['hide_camera', { camera: 'rsud' }, { command: 'hide_cameras', camera: 'rsud' }],
		['show_camera', { camera: 'rsud' }, { command: 'show_cameras', camera: 'rsud' }],
		['show_message', { text: 'Pukul $(x:y)', level: 'warning', seconds: 30, display: '' }, { command: 'show_message', text: 'Pukul Z', level: 'warning', seconds: 30, displays: [] }],
		['show_message', { text: 'a', level: 'info', seconds: 0, display: 'kiri' }, { command: 'show_message', text: 'a', level: 'info', seconds: 0, displays: ['kiri'] }],
		['clear_message', {}, { command: 'clear_message' }],
		['identify_displays', { seconds: 10 }, { command: 'identify_displays', seconds: 10 }],
		['rehearse_layout', { layout: 'pasar', display: '' }, { command: 'rehearse_layout', layout: 'pasar', display: '' }],
		['cancel_rehearsal', {}, { command: 'cancel_rehearsal' }],
		['take', { confirm_seconds: 20 }, { command: 'take', confirm_seconds: 20 }],
		['confirm_take', {}, { command: 'confirm_take' }],
		['raise_alarm', { alarm: 'gempa', text: '' }, { command: 'raise_alarm', alarm: 'gempa', text: '' }],
		['acknowledge_alarm', { alarm: 'gempa' }, { command: 'acknowledge_alarm', alarm: 'gempa' }],
		['end_alarm', { alarm: 'gempa' }, { command: 'end_alarm', alarm: 'gempa' }],
		['lock_keyboard', {}, { command: 'lock_keyboard' }],
		['unlock_keyboard', {}, { command: 'unlock_keyboard' }],
		['toggle_keyboard', {}, { command: 'lock_keyboard' }],
		['toggle_keyboard', {}, { command: 'unlock_keyboard' }, locked],
	]
	for (const [id, options, command, state] of cases) assert.deepEqual(await sent(id, options, state), command, id)
	assert.deepEqual(new Set(cases.map(([id]) => id)), new Set(Object.keys(actionTable(document()))))
	commandsCovered(new Set(cases.map(([, , { command }]) => command)))
})

// The table of engine/wall is the list of commands there are.
function commandsCovered(known) {
	const source = new URL('../../../engine/wall/command.cpp', import.meta.url)
	assert.ok(existsSync(source), 'engine/wall/command.cpp holds the table of commands')
	const words = [...readFileSync(source, 'utf8').matchAll(/\{"([a-z_]+)",\s*Role::/g)].map(([, word]) => word)
	assert.ok(words.length >= 23, `read ${words.length} commands of the table`)
	assert.deepEqual(known, new Set(words))
}

test('each feedback holds when it should, and never of a wall that is away', () => {
	const control = (key, value) => changed((s) => (s.control[key] = value))
	const alarm = (more) => changed((s) => Object.assign(s.control.alarms[0], more))
	const first = (more) => changed((s) => Object.assign(s.control.displays[0], more))
	const cases = [
		['layout_shown', { layout: 'ringkasan', display: '' }, document(), true],
		['layout_shown', { layout: 'pasar', display: '' }, document(), false],
		['layout_shown', { layout: 'ringkasan', display: '' }, first({ layout: 'pasar' }), false], // they differ
		['layout_shown', { layout: 'pasar', display: 'kiri' }, first({ layout: 'pasar' }), true],
		['layout_shown', { layout: 'ringkasan', display: 'kanan-1' }, first({ layout: 'pasar' }), true],
		['layout_rehearsed', { layout: 'pasar' }, control('rehearsal', { layout: 'pasar' }), true],
		['layout_rehearsed', { layout: 'pasar' }, document(), false],
		['held', {}, control('hold', { by: 'a' }), true],
		['held', {}, document(), false],
		['cameras_hidden', {}, control('cameras_hidden', true), true],
		['cameras_hidden', {}, document(), false],
		['camera_hidden', { camera: 'rsud' }, control('hidden_cameras', ['rsud']), true],
		['camera_hidden', { camera: 'rsud' }, control('cameras_hidden', true), true],
		['camera_hidden', { camera: 'rsud' }, control('hidden_cameras', ['pasar']), false],
		['rehearsing', {}, control('rehearsal', { layout: 'pasar' }), true],
		['rehearsing', {}, document(), false],
		['trial_pending', {}, control('trial', { until_ms: 1, by: 'a' }), true],
		['trial_pending', {}, document(), false],
		['can_undo', {}, control('undo', { what: 'take' }), true],
		['can_undo', {}, document(), false],
		['message_shown', {}, control('message', { text: 'x' }), true],
		['message_shown', {}, document(), false],
		['tile_enlarged', { display: '' }, first({ tile: '0' }), true],
		['tile_enlarged', { display: 'kanan-1' }, first({ tile: '0' }), false],
		['alarm_active', { alarm: '' }, alarm({ active: true }), true],
		['alarm_active', { alarm: 'gempa' }, alarm({ active: true }), true],
		['alarm_active', { alarm: 'banjir' }, alarm({ active: true }), false],
		['alarm_active', { alarm: '' }, document(), false],
		['alarm_waits', { alarm: 'gempa' }, alarm({ active: true }), true],
		['alarm_waits', { alarm: 'gempa' }, alarm({ active: true, acknowledged_by: 'siti' }), false],
		['alarm_waits', { alarm: '' }, alarm({ active: true, needs_acknowledgement: false }), false],
		['tile_state', { tile: 'kiri|0', state: 'live' }, document(), true],
		['tile_state', { tile: 'kanan-1|wall/0', state: 'live' }, document(), false],
		['tile_state', { tile: 'none|0', state: 'live' }, document(), false],
		['problems', {}, changed((s) => s.problems.push({ text: 'x' })), true],
		['problems', {}, document(), false],
		['keyboard_locked', {}, control('keyboard_locked', true), true],
		['keyboard_locked', {}, document(), false],
		['identifying', {}, first({ identify: true }), true],
		['identifying', {}, document(), false],
		['not_connected', {}, document(), false],
	]
	for (const [id, options, state, holds] of cases) {
		assert.equal(feedbacks({ state: () => state })[id].callback({ options }), holds, `${id} ${JSON.stringify(options)}`)
		assert.equal(feedbacks({ state: () => null })[id].callback({ options }), id === 'not_connected', `${id} of no wall`)
	}
	assert.deepEqual(new Set(cases.map(([id]) => id)), new Set(Object.keys(feedbackTable(document()))))
})

test('variables', () => {
	const state = changed((s) => {
		s.control.hold = { by: 'siti', since_ms: 0 }
		s.control.trial = { until_ms: 61_500, by: 'siti' }
		s.control.planned = [{ at_ms: new Date(2026, 0, 2, 8, 5).getTime(), layout: 'pasar', tour: '', name: 'Pagi', display: '' }]
		s.control.alarms[0].active = true
		s.problems.push({ text: 'no output DP-2' })
		s.control.displays[1].layout = 'pasar'
	})
	assert.deepEqual(values(state, 60_000), {
		layout: '',
		layout_name: '',
		by: 'schedule',
		reason: 'Jadwal: Pagi',
		hold: 'yes',
		hold_by: 'siti',
		cameras_hidden: 'no',
		next_planned: '08:05 Pasar',
		message: '',
		rehearsal: '',
		trial_seconds: 2,
		undo: '',
		alarms: 'Gempa',
		problems: 1,
		problem: 'no output DP-2',
		layout_kiri: 'Ringkasan',
		layout_kanan_1: 'Pasar',
	})
	assert.deepEqual(
		definitions(state).map(({ variableId }) => variableId),
		Object.keys(values(state, 0))
	)
	assert.equal(values(document(), 0).layout_name, 'Ringkasan')
	assert.ok(Object.values(values(null, 0)).every((value) => value === ''))
	// A wall of before there was a control part.
	const old = { layout: 'pasar', layouts: document().layouts }
	assert.equal(values(old, 0).layout_name, 'Pasar')
})

test('presets name actions and feedbacks that there are, with options that they have', () => {
	const wall = { state: document }
	const all = presets(document())
	const known = { actions: actions(wall), feedbacks: feedbacks(wall) }
	assert.equal(Object.keys(all).length, 2 + 3 + 6 + 2)
	for (const [id, preset] of Object.entries(all)) {
		for (const { actionId, options } of preset.steps[0].down) {
			const fields = known.actions[actionId].options.map((field) => field.id)
			assert.deepEqual(Object.keys(options).sort(), fields.sort(), id)
		}
		for (const { feedbackId, options } of preset.feedbacks) {
			const fields = known.feedbacks[feedbackId].options.map((field) => field.id)
			assert.ok(Object.keys(options).every((key) => fields.includes(key)), `${id} ${feedbackId}`)
		}
	}
	assert.deepEqual(Object.keys(presets(null)), ['next', 'previous', 'follow', 'hold', 'undo', 'hide', 'identify', 'clear', 'confirm'])
})

test('choices come from the state, and are told anew only when they change', () => {
	const fields = actions({ state: document }).activate_layout.options
	assert.deepEqual(fields[0].choices, [
		{ id: 'pasar', label: 'Pasar' },
		{ id: 'ringkasan', label: 'Ringkasan' },
	])
	assert.deepEqual(fields[1].choices[0], { id: '', label: 'The whole wall' })
	const tile = actions({ state: document }).enlarge_tile.options[0]
	assert.deepEqual(tile.choices, [
		{ id: 'kiri|0', label: 'Kiri: RSUD' },
		{ id: 'kanan-1|wall/0', label: 'Kanan: apbd' },
	])
	assert.equal(shape(document()), shape(changed((s) => (s.tiles[0].state = 'stale'))))
	assert.notEqual(shape(document()), shape(changed((s) => s.layouts.pop())))
	actions({ state: () => null }) // before the first connection
})

test('addresses and fingerprints', () => {
	const cases = [
		['https://192.0.2.10:7600', 'https://192.0.2.10:7600'],
		['192.0.2.10', 'https://192.0.2.10:7600'],
		['wall.lan:8443', 'https://wall.lan:8443'],
		['http://127.0.0.1/', 'http://127.0.0.1:7600'],
		['https://wall.lan:443', 'https://wall.lan:443'],
		[' https://[2001:db8::1]:7600/panel ', 'https://[2001:db8::1]:7600'],
	]
	for (const [typed, origin] of cases) {
		assert.equal(parseAddress(typed).origin, origin, typed)
		assert.equal(parseAddress(typed).secure, origin.startsWith('https:'))
	}
	assert.equal(parseAddress('').problem, 'Enter the address of the wall, e.g. https://192.0.2.10:7600')
	assert.equal(parseAddress('ftp://wall').problem, '"ftp://wall" is not an address of a wall; expected http:// or https://')
	assert.equal(parseAddress('https://').problem, '"https://" is not an address; expected one like https://192.0.2.10:7600')
	const secret = parseAddress('https://user:hunter2@wall')
	assert.equal(secret.problem, 'The address holds a login; the token has its own field')
	assert.equal(parseFingerprint(''), '')
	assert.equal(parseFingerprint('AB:'.repeat(32)), 'ab'.repeat(32))
	assert.equal(parseFingerprint('abc'), null)
})
