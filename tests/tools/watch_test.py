"""tools/deploy/watch: the alert rules by promtool, each seen to fire and none on a good wall; the board
as Grafana reads it; and both, with the document beside them, by the names that the wall has."""
import json
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WATCH = ROOT / "tools/deploy/watch"
METRICS = set(re.findall(r'^    \{"(wall_[a-z_]+)", MetricKind', (ROOT / "engine/control/metrics.cpp").read_text(), re.M))
OURS = re.compile(r"\bwall_[a-z_]+")


def promtool(*words):
    return subprocess.run(["promtool", *words], cwd=WATCH, capture_output=True, text=True, timeout=60, check=False)


def board():
    return json.loads((WATCH / "board.json").read_text())


class Rules(unittest.TestCase):
    def test_are_good_and_fire(self):
        for words in (["check", "rules", "alerts.yml"], ["test", "rules", "alerts_test.yml"]):
            done = promtool(*words)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_each_is_tried(self):
        names = re.findall(r"- alert: (\w+)", (WATCH / "alerts.yml").read_text())
        tried = (WATCH / "alerts_test.yml").read_text()
        self.assertGreater(len(names), 10)
        for name in names:
            self.assertIn(f"alertname: {name} ", tried, "never seen to be quiet")
            self.assertIn(f'alertname="{name}"', tried, "never seen to fire")


class Board(unittest.TestCase):
    """What Grafana's schema of dashboards (@grafana/schema) asks of these parts."""

    def test_panels_are_whole(self):
        panels = board()["panels"]
        self.assertEqual(len({panel["id"] for panel in panels}), len(panels))
        for panel in panels:
            place = panel["gridPos"]
            self.assertLessEqual(place["x"] + place["w"], 24, panel["title"])
            self.assertTrue(panel["title"])
            if panel["type"] == "row":
                self.assertIsInstance(panel["collapsed"], bool)
                continue
            self.assertIn(panel["type"], ("stat", "timeseries", "state-timeline"))
            self.assertTrue(panel["description"], panel["title"])
            self.assertTrue(panel["targets"], panel["title"])
            self.assertEqual(panel["fieldConfig"]["defaults"]["thresholds"]["mode"], "absolute")
            for target in panel["targets"]:
                self.assertRegex(target["refId"], "^[A-Z]$")
                self.assertIn('instance=~"$instance"', target["expr"])

    def test_none_covers_another(self):
        taken = {}
        for panel in board()["panels"]:
            place = panel["gridPos"]
            for x in range(place["x"], place["x"] + place["w"]):
                for y in range(place["y"], place["y"] + place["h"]):
                    self.assertNotIn((x, y), taken, f"{panel['title']} and {taken.get((x, y))}")
                    taken[x, y] = panel["title"]

    def test_says_nothing_of_an_installation(self):
        text = (WATCH / "board.json").read_text()
        self.assertIn('"uid": "${datasource}"', text)
        for word in ("http://", "https://", "password", "token"):
            self.assertNotIn(word, text)

    def test_promql_is_good(self):
        # promtool reads expressions as those of rules.
        rules = [{"record": f"board:{i}", "expr": target["expr"].replace("$instance", ".*")}
                 for i, target in enumerate(t for p in board()["panels"] for t in p.get("targets", []))]
        text = json.dumps({"groups": [{"name": "board", "rules": rules}]})  # JSON is YAML
        with tempfile.NamedTemporaryFile("w", suffix=".yml") as file:
            file.write(text)
            file.flush()
            done = promtool("check", "rules", file.name)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertGreater(len(rules), 15)


class Names(unittest.TestCase):
    def test_are_those_of_the_wall(self):
        self.assertGreater(len(METRICS), 25)
        for name in ("alerts.yml", "board.json"):
            used = set(OURS.findall((WATCH / name).read_text()))
            self.assertTrue(used)
            self.assertFalse(used - METRICS, name)


if __name__ == "__main__":
    unittest.main()
