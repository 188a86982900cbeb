"""A WordPress on loopback: Debian's package on SQLite, with a user of each role."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PACKAGED = Path("/usr/share/wordpress")
ROLES = {"eva": "editor", "urs": "author", "kim": "contributor"}
_CONFIG = """<?php
define('DB_DIR', '{db}/'); define('DB_FILE', 'wordpress.sqlite');
define('DB_NAME', 'wp'); define('DB_USER', ''); define('DB_PASSWORD', ''); define('DB_HOST', '');
define('WP_ENVIRONMENT_TYPE', 'local'); define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true); define('WP_HOME', '{url}'); define('WP_SITEURL', '{url}');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""
_INSTALL = """<?php
define('WP_INSTALLING', true); $_SERVER['HTTP_HOST'] = '127.0.0.1'; $_SERVER['REQUEST_URI'] = '/';
require '{site}/wp-load.php'; require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Sandbox', 'admin', 'a@example.org', true, '', 'not-used');
global $wp_rewrite, $wp_version; $wp_rewrite->set_permalink_structure('/%year%/%monthnum%/%postname%/');
flush_rewrite_rules(false);
$made = ['version' => $wp_version];
foreach (json_decode('{roles}', true) as $name => $role) {{
  $id = wp_insert_user(['user_login' => $name, 'user_pass' => 'not-used', 'role' => $role,
    'user_email' => "$name@example.org"]);
  $made[$name] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'r'])[0];
}}
echo "\\n" . json_encode($made);
"""
_ROUTER = """<?php
$file = $_SERVER['DOCUMENT_ROOT'] . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (is_file($file) && !str_ends_with($file, '.php')) return false;
if (is_file($file)) { chdir(dirname($file)); require $file; return true; }
$_SERVER['SCRIPT_NAME'] = '/index.php'; require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
"""


@dataclass(frozen=True)
class WordPress:
    """A running one. `passwords`: an application password of each user of ROLES."""

    url: str
    version: str
    passwords: dict[str, str]


@contextmanager
def running(driver: Path, room: Path) -> Iterator[WordPress]:
    """WordPress in a folder, ended after the block.

    Args:
        driver: sqlite-database-integration.zip, out of `npm pack @wp-playground/cli`.
        room: An empty folder.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url, site = f"http://127.0.0.1:{port}", room / "site"
    made = _installed(driver, room, site, url)
    (room / "router.php").write_text(_ROUTER)
    server = subprocess.Popen(
        ["php", "-S", f"127.0.0.1:{port}", "-t", str(site), str(room / "router.php")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _await(f"{url}/wp-json/?_fields=name")
        yield WordPress(url, made.pop("version"), made)
    finally:
        server.kill()
        server.wait()


def _installed(driver: Path, room: Path, site: Path, url: str) -> dict[str, str]:
    shutil.copytree(PACKAGED, site, ignore_dangling_symlinks=True)
    (site / "wp-config.php").unlink(missing_ok=True)
    plugins = site / "wp-content" / "plugins"
    with zipfile.ZipFile(driver) as packed:
        packed.extractall(plugins)
    own = next(folder for folder in plugins.iterdir() if "sqlite" in folder.name)
    for file in own.rglob("class-wp-sqlite-db.php"):  # WordPress 6.1 has it protected
        name = "$allow_unsafe_unquoted_parameters"
        file.write_text(file.read_text().replace(f"private {name}", f"protected {name}"))
    text = (own / "db.copy").read_text().replace("{SQLITE_IMPLEMENTATION_FOLDER_PATH}", str(own))
    text = text.replace("{SQLITE_PLUGIN}", f"{own.name}/load.php")
    (site / "wp-content" / "db.php").write_text(text)
    (room / "db").mkdir()
    (site / "wp-config.php").write_text(_CONFIG.format(db=room / "db", url=url))
    script = room / "install.php"
    script.write_text(_INSTALL.format(site=site, roles=json.dumps(ROLES)))
    ran = subprocess.run(["php", str(script)], capture_output=True, text=True, check=True)
    found = re.search(r'\{"version".*\}', ran.stdout)
    if found is None:
        raise SystemExit(f"WordPress could not be set up: {ran.stdout[-500:]}")
    made: dict[str, str] = json.loads(found[0])
    return made


def _await(address: str) -> None:
    for _ in range(50):
        try:
            urllib.request.urlopen(address, timeout=10).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("WordPress does not start")
