/** Puts the parts of one camera's page together: picture, controls, timeline, export. */
import { useDisclosure, useInterval, useLocalStorage } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/contract.ts';
import { eventQuery, heatMapQuery } from '../../api/event-queries.ts';
import { systemQuery } from '../../api/queries.ts';
import { stateOf, statusesOf, streamOf } from '../../components/camera-state.ts';
import { formatDuration, formatMoment } from '../../components/format.ts';
import { useFullScreen } from '../../components/use-full-screen.ts';
import { useKeys } from '../../components/use-keys.ts';
import { useMay } from '../../components/use-may.ts';
import { nextRecorded, previousRecorded } from '../../timeline/recorded.ts';
import { keepInPast, zoomAt } from '../../timeline/scale.ts';
import { Timeline } from '../../timeline/timeline.tsx';
import { CameraDialog } from '../cameras/camera-dialog.tsx';
import { AnalysisPanel } from './analysis-panel.tsx';
import classes from './camera.module.css';
import { CameraHeader } from './camera-header.tsx';
import { EventBox, HeatOverlay, isAtEvent } from './event-overlay.tsx';
import { ExportPanel } from './export-panel.tsx';
import { type HeatRange, heatSpan } from './heat-range.ts';
import { nextRate, type Rate } from './rates.ts';
import { saveVideoPicture } from './save-picture.ts';
import { Stage, type StageHandle } from './stage.tsx';
import { TimelineTools } from './timeline-tools.tsx';
import { Transport } from './transport.tsx';
import { useEventJump } from './use-event-jump.ts';
import { useEvents } from './use-events.ts';
import { useRecorded } from './use-recorded.ts';
import { useTimeView } from './use-time-view.ts';

const skipMs = 10_000;
const longSkipMs = 60_000;

function heatArguments(range: HeatRange | null, atMs: number): [number, number] {
  const { from, to } = heatSpan(range ?? 'hour', atMs);
  return [from, to];
}

export function CameraDesk({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { at, event: eventId } = useSearch({ from: '/signed-in/cameras/$cameraId' });
  const system = useQuery(systemQuery);
  const status = statusesOf(system.data).get(camera.id);
  const [nowMs, setNowMs] = useState(Date.now);
  const live = at === undefined;
  const [pictureMs, setPictureMs] = useState<number | null>(null);
  /** When the live picture was taken, as far as the player knows. */
  const [liveMs, setLiveMs] = useState<number | null>(null);
  const playheadMs = live ? (liveMs ?? nowMs) : (pictureMs ?? at);
  const [playing, setPlaying] = useState(true);
  const [rate, setRate] = useState<Rate>(1);
  const [muted, setMuted] = useState(true);
  const [marks, setMarks] = useState<{ inMs: number | null; outMs: number | null }>({
    inMs: null,
    outMs: null,
  });
  const [panel, setPanel] = useState<'export' | 'analysis' | null>(null);
  const [heat, setHeat] = useState<HeatRange | null>(null);
  const [showSeen, setShowSeen] = useLocalStorage({ key: 'vidette.showSeen', defaultValue: true });
  const [editing, editDialog] = useDisclosure(false);
  const seesEvents = useMay('event_read');
  const makesClips = useMay('videoclip_create');
  const readsClips = useMay('videoclip_read');
  const exports = makesClips || readsClips;
  const stage = useRef<StageHandle>(null);
  useInterval(
    () => {
      setNowMs(Date.now());
      setLiveMs(stage.current?.liveUtcMs() ?? null);
    },
    1_000,
    { autoInvoke: true },
  );
  const screen = useFullScreen();
  const { view, setView, showRange } = useTimeView(nowMs, playheadMs);
  const { spans, gaps } = useRecorded(camera.id, view, nowMs);
  const { events, density } = useEvents(camera.id, view);
  const chosen = useQuery({ ...eventQuery(eventId ?? ''), enabled: eventId !== undefined }).data;
  const heatMap = useQuery({
    ...heatMapQuery(camera.id, ...heatArguments(heat, playheadMs)),
    enabled: heat !== null,
    placeholderData: keepPreviousData,
  }).data;
  const fps = streamOf(status, 'main')?.video?.fps ?? 25;

  const goLive = useCallback(() => {
    setPictureMs(null);
    setPlaying(true);
    setRate(1);
    void navigate({ to: '/cameras/$cameraId', params: { cameraId: camera.id }, search: {}, replace: true });
  }, [navigate, camera.id]);
  const seek = (ms: number) => {
    if (ms >= Date.now() - 2_000) {
      goLive();
      return;
    }
    setPictureMs(ms);
    const search = { at: Math.floor(ms) };
    if (ms === at) stage.current?.seek(ms);
    else void navigate({ to: '/cameras/$cameraId', params: { cameraId: camera.id }, search, replace: true });
  };
  const skip = (ms: number) => seek(playheadMs + ms);
  const togglePlay = () => {
    if (live) {
      setPlaying(false);
      seek(nowMs - 3_000);
      return;
    }
    setPlaying(!playing);
  };
  const step = (direction: 1 | -1) => {
    if (live) {
      togglePlay();
      return;
    }
    setPlaying(false);
    stage.current?.step(direction, fps);
  };
  const changeRate = (direction: 1 | -1) => !live && setRate(nextRate(rate, direction));
  const zoom = (factor: number) => setView(keepInPast(zoomAt(view, playheadMs, factor), nowMs));
  const jump = useEventJump(camera.id, ({ begin }) => {
    setPictureMs(begin);
    if (begin === at) stage.current?.seek(begin);
  });
  const goToEvent = (direction: 1 | -1) =>
    void jump(direction, chosen !== undefined && isAtEvent(chosen, playheadMs) ? chosen.begin : playheadMs);
  const mark = (which: 'inMs' | 'outMs') => {
    setPanel('export');
    setMarks({ ...marks, [which]: Math.floor(playheadMs) });
  };
  const toggle = (which: 'export' | 'analysis') => setPanel(panel === which ? null : which);
  const savePicture = () => {
    if (stage.current?.video !== null && stage.current !== null) {
      void saveVideoPicture(stage.current.video, camera, live ? 'live' : 'archive', playheadMs);
    }
  };
  const onSkipped = useCallback(
    (fromMs: number, toMs: number) => {
      const message = t('camera.skipped', {
        duration: formatDuration(toMs - fromMs),
        time: formatMoment(toMs, Date.now()),
      });
      notifications.show({ id: 'skipped', message, autoClose: 4_000 });
    },
    [t],
  );

  useKeys({
    ' ': togglePlay,
    arrowleft: () => skip(-skipMs),
    arrowright: () => !live && skip(skipMs),
    'shift+arrowleft': () => skip(-longSkipMs),
    'shift+arrowright': () => !live && skip(longSkipMs),
    arrowup: () => changeRate(1),
    arrowdown: () => changeRate(-1),
    ',': () => step(-1),
    '.': () => step(1),
    l: goLive,
    '+': () => zoom(0.6),
    '=': () => zoom(0.6),
    '-': () => zoom(1 / 0.6),
    ...(seesEvents && {
      p: () => goToEvent(-1),
      n: () => goToEvent(1),
      e: () => toggle('analysis'),
    }),
    ...(makesClips && { i: () => mark('inMs'), o: () => mark('outMs') }),
    s: savePicture,
    m: () => setMuted(!muted),
    f: screen.toggle,
    escape: () => void navigate({ to: '/' }),
  });

  // The next look back begins at the moment that is asked for then.
  useEffect(() => {
    if (live) setPictureMs(null);
  }, [live]);

  return (
    <div className={classes.desk} data-panel={panel ?? undefined}>
      <CameraHeader
        camera={camera}
        state={stateOf(status)}
        recording={status?.recording}
        onEdit={editDialog.open}
      />
      <div className={classes.screen}>
        <Stage
          ref={stage}
          camera={camera}
          status={status}
          atMs={at ?? null}
          playing={playing}
          rate={rate}
          muted={muted}
          spans={spans}
          gaps={gaps}
          nowMs={nowMs}
          onTime={setPictureMs}
          onPlaying={setPlaying}
          onSkipped={onSkipped}
          onLive={goLive}
          overlay={
            <>
              {heat !== null && heatMap !== undefined && <HeatOverlay map={heatMap} />}
              {!live && chosen !== undefined && isAtEvent(chosen, playheadMs) && <EventBox event={chosen} />}
            </>
          }
          showSeen={showSeen}
          onJump={(direction) => {
            const target =
              direction === 1 ? nextRecorded(spans, playheadMs) : previousRecorded(spans, playheadMs);
            if (target !== null) seek(target);
          }}
        />
        <Transport
          live={live}
          playing={playing || live}
          rate={rate}
          muted={muted}
          playheadMs={playheadMs}
          fullScreen={screen.on}
          exporting={panel === 'export'}
          analysing={panel === 'analysis'}
          onPlay={togglePlay}
          onStep={step}
          onSkip={skip}
          onRate={setRate}
          onMute={() => setMuted(!muted)}
          onLive={goLive}
          onSnapshot={savePicture}
          onExport={exports ? () => toggle('export') : null}
          onAnalysis={seesEvents ? () => toggle('analysis') : null}
          onFullScreen={screen.toggle}
        />
        <div className={classes.timeline}>
          <Timeline
            cameraId={camera.id}
            view={view}
            onView={setView}
            spans={spans}
            gaps={gaps}
            events={events}
            density={density}
            nowMs={nowMs}
            playheadMs={playheadMs}
            markInMs={marks.inMs}
            markOutMs={marks.outMs}
            onSeek={seek}
          />
          <TimelineTools
            playheadMs={playheadMs}
            view={view}
            onRange={showRange}
            onZoom={zoom}
            onEvent={seesEvents ? goToEvent : null}
          />
        </div>
      </div>
      {panel === 'analysis' && (
        <AnalysisPanel
          camera={camera}
          analysis={status?.analysis}
          heat={heat}
          heatEmpty={heatMap?.counts.every((count) => count === 0) === true}
          onHeat={setHeat}
          showSeen={showSeen}
          onShowSeen={setShowSeen}
          onClose={() => setPanel(null)}
        />
      )}
      {panel === 'export' && (
        <ExportPanel
          camera={camera}
          marks={marks}
          onMark={mark}
          onJump={seek}
          onClose={() => {
            setMarks({ inMs: null, outMs: null });
            setPanel(null);
          }}
        />
      )}
      {editing && <CameraDialog camera={camera} onClose={editDialog.close} />}
    </div>
  );
}
