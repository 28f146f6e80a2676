#!/usr/bin/python3
"""GStreamer's RTSP server with live test pictures and sounds, as a peer in tests. Prints `ready <port>`; ends with its input.

Paths: /h264 /h264-bframes /h265 /jpeg, each alone and with sound as <video>+<audio>, audio aac, latm, pcma, pcmu, opus.
`--auth user:password` asks for digest authentication.
"""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer

Gst.init(None)

PICTURE = "videotestsrc is-live=true pattern=ball ! video/x-raw,width=322,height=242,framerate=15/1 ! videoconvert"
SOUND = "audiotestsrc is-live=true wave=ticks ! audioconvert ! audioresample"
VIDEOS = {
    "h264": f"{PICTURE} ! video/x-raw,format=I420 ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=15 "
    "! rtph264pay pt=96 config-interval=1",
    "h264-bframes": f"{PICTURE} ! video/x-raw,format=I420 ! x264enc bframes=2 b-adapt=false speed-preset=ultrafast key-int-max=15 "
    "rc-lookahead=3 ! video/x-h264,profile=main ! h264parse ! rtph264pay pt=96 config-interval=1 aggregate-mode=max-stap",
    "h265": f"{PICTURE} ! video/x-raw,format=I420 ! x265enc tune=zerolatency speed-preset=ultrafast key-int-max=15 "
    "! h265parse ! rtph265pay pt=96 config-interval=1",
    # The RTP form of JPEG counts in blocks of 8 pixels.
    "jpeg": "videotestsrc is-live=true ! video/x-raw,width=320,height=240,framerate=15/1,format=I420 ! jpegenc ! rtpjpegpay pt=26",
}
AUDIOS = {
    "aac": f"{SOUND} ! audio/x-raw,rate=44100,channels=2 ! avenc_aac ! aacparse ! rtpmp4gpay pt=97",
    "latm": f"{SOUND} ! audio/x-raw,rate=44100,channels=2 ! avenc_aac ! aacparse ! rtpmp4apay pt=97",
    "pcma": f"{SOUND} ! audio/x-raw,rate=8000,channels=1 ! alawenc ! rtppcmapay pt=8",
    "pcmu": f"{SOUND} ! audio/x-raw,rate=8000,channels=1 ! mulawenc ! rtppcmupay pt=0",
    "opus": f"{SOUND} ! audio/x-raw,rate=48000,channels=2 ! opusenc ! rtpopuspay pt=98",
}

server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service("0")
if len(sys.argv) > 2 and sys.argv[1] == "--auth":
    user, _, password = sys.argv[2].partition(":")
    auth = GstRtspServer.RTSPAuth()
    auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "viewer")
    auth.add_digest(user, password, token)
    server.set_auth(auth)

mounts = server.get_mount_points()


def mount(name, *pipelines):
    factory = GstRtspServer.RTSPMediaFactory()
    numbered = " ".join(p.rstrip() + f" name=pay{i}" for i, p in enumerate(pipelines))
    factory.set_launch(f"( {numbered} )")
    factory.set_shared(True)
    if len(sys.argv) > 2:
        permissions = GstRtspServer.RTSPPermissions()
        permissions.add_permission_for_role("viewer", "media.factory.access", True)
        permissions.add_permission_for_role("viewer", "media.factory.construct", True)
        factory.set_permissions(permissions)
    mounts.add_factory("/" + name, factory)


for video, picture in VIDEOS.items():
    mount(video, picture)
    for audio, sound in AUDIOS.items():
        mount(f"{video}+{audio}", picture, sound)
for audio, sound in AUDIOS.items():
    mount(audio, sound)

server.attach(None)
loop = GLib.MainLoop()
print(f"ready {server.get_bound_port()}", flush=True)
GLib.io_add_watch(sys.stdin, GLib.IO_HUP | GLib.IO_IN, lambda *_: loop.quit())
loop.run()
