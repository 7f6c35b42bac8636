// Every command of the wall as an action. `wall` has state() and send(command), which never fails:
// it logs what the wall refuses.
import {
	alarmField,
	cameraField,
	displayField,
	layoutField,
	levelField,
	secondsField,
	textField,
	tileField,
} from './choices.js'
import { camerasHidden, held, keyboardLocked, splitTile } from './state.js'

// The action's name, its fields, and the command that its options make.
export function table(state) {
	const display = displayField(state)
	const plain = (name, command) => ({ name, options: [], command: () => ({ command }) })
	const somewhere = (name, command) => ({
		name,
		options: [display],
		command: (o) => ({ command, display: o.display }),
	})
	const toggle = (name, is, on, off) => ({
		name,
		options: [],
		command: (o, now) => ({ command: is(now) ? off : on }),
	})
	const ofCamera = (name, command) => ({
		name,
		options: [cameraField(state)],
		command: (o) => ({ command, camera: o.camera }),
	})
	const ofAlarm = (name, command) => ({
		name,
		options: [alarmField(state)],
		command: (o) => ({ command, alarm: o.alarm }),
	})
	return {
		activate_layout: {
			name: 'Layout: show',
			options: [layoutField(state), display, secondsField(0)],
			command: (o) => ({ command: 'activate_layout', layout: o.layout, display: o.display, seconds: o.seconds }),
		},
		next_layout: somewhere('Layout: next', 'next_layout'),
		previous_layout: somewhere('Layout: previous', 'previous_layout'),
		follow_schedule: somewhere('Layout: follow schedule', 'follow_schedule'),
		hold: plain('Hold: on', 'hold'),
		resume: plain('Hold: off', 'resume'),
		toggle_hold: toggle('Hold: toggle', held, 'hold', 'resume'),
		undo: plain('Undo', 'undo'),
		enlarge_tile: {
			name: 'Tile: enlarge',
			options: [tileField(state), secondsField(60)],
			command: (o) => ({ command: 'enlarge_tile', ...splitTile(o.tile), seconds: o.seconds }),
		},
		restore_tile: somewhere('Tile: back to its size', 'restore_tile'),
		hide_cameras: plain('Cameras: hide all', 'hide_cameras'),
		show_cameras: plain('Cameras: show all', 'show_cameras'),
		toggle_cameras: toggle('Cameras: hide or show all', camerasHidden, 'hide_cameras', 'show_cameras'),
		hide_camera: ofCamera('Camera: hide', 'hide_cameras'),
		show_camera: ofCamera('Camera: show', 'show_cameras'),
		show_message: {
			name: 'Message: show',
			options: [textField('text', 'Text'), levelField(), secondsField(300, 'Seconds (0: until cleared)'), display],
			command: (o) => ({
				command: 'show_message',
				text: o.text,
				level: o.level,
				seconds: o.seconds,
				displays: o.display ? [o.display] : [],
			}),
		},
		clear_message: plain('Message: clear', 'clear_message'),
		identify_displays: {
			name: 'Displays: identify',
			options: [secondsField(10, 'Seconds')],
			command: (o) => ({ command: 'identify_displays', seconds: o.seconds }),
		},
		show_test_pattern: {
			name: 'Displays: test pattern',
			options: [secondsField(600, 'Seconds; 0 ends it')],
			command: (o) => ({ command: 'show_test_pattern', seconds: o.seconds }),
		},
		wake_displays: {
			name: 'Displays: wake those off by plan',
			options: [display],
			command: (o) => ({ command: 'wake_displays', displays: o.display ? [o.display] : [] }),
		},
		end_wake: {
			name: 'Displays: off by plan again',
			options: [display],
			command: (o) => ({ command: 'end_wake', displays: o.display ? [o.display] : [] }),
		},
		rehearse_layout: {
			name: 'Rehearse: prepare a layout',
			options: [layoutField(state), display],
			command: (o) => ({ command: 'rehearse_layout', layout: o.layout, display: o.display }),
		},
		cancel_rehearsal: plain('Rehearse: cancel', 'cancel_rehearsal'),
		take: {
			name: 'Rehearse: take',
			options: [{ ...secondsField(0, 'Goes back after seconds, unless confirmed (0: stays)'), id: 'confirm_seconds' }],
			command: (o) => ({ command: 'take', confirm_seconds: o.confirm_seconds }),
		},
		confirm_take: plain('Rehearse: confirm the take', 'confirm_take'),
		raise_alarm: {
			...ofAlarm('Alarm: raise', 'raise_alarm'),
			options: [alarmField(state), textField('text', "Text (empty: the alarm's own)")],
			command: (o) => ({ command: 'raise_alarm', alarm: o.alarm, text: o.text }),
		},
		acknowledge_alarm: ofAlarm('Alarm: acknowledge', 'acknowledge_alarm'),
		end_alarm: ofAlarm('Alarm: end', 'end_alarm'),
		lock_keyboard: plain('Keyboard of the wall: lock', 'lock_keyboard'),
		unlock_keyboard: plain('Keyboard of the wall: unlock', 'unlock_keyboard'),
		toggle_keyboard: toggle(
			'Keyboard of the wall: lock or unlock',
			keyboardLocked,
			'lock_keyboard',
			'unlock_keyboard'
		),
	}
}

export function actions(wall) {
	const rows = Object.entries(table(wall.state())).map(([id, { name, options, command }]) => [
		id,
		{
			name,
			options,
			callback: async (action, context) => {
				const given = { ...action.options }
				for (const field of options) {
					if (field.useVariables && context) {
						given[field.id] = await context.parseVariablesInString(String(given[field.id] ?? ''))
					}
				}
				await wall.send(command(given, wall.state()))
			},
		},
	])
	return Object.fromEntries(rows)
}
