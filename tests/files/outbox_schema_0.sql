BEGIN TRANSACTION;
CREATE TABLE entry (
	id INTEGER NOT NULL, 
	platform VARCHAR NOT NULL, 
	practice VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	content VARCHAR NOT NULL, 
	questionnaire VARCHAR, 
	client_id VARCHAR, 
	code VARCHAR, 
	PRIMARY KEY (id), 
	UNIQUE ("key")
);
INSERT INTO "entry" VALUES(1,'https://platform.example','Martens & Lambert','key-1','waiting','{"client_code": "T0", "email": "persoon.0@example.com", "first_name": "Test", "language": "dutch", "last_name": "Persoon A", "mobile": "+32470100000", "national_number": "60010100172", "type": "person"}','pb-nl',NULL,NULL);
INSERT INTO "entry" VALUES(2,'https://platform.example','Martens & Lambert','key-2','sending','{"client_code": "T1", "email": "persoon.1@example.com", "first_name": "Test", "language": "dutch", "last_name": "Persoon B", "mobile": "+32471100001", "national_number": "61010100193", "type": "person"}','pb-nl',NULL,NULL);
INSERT INTO "entry" VALUES(3,'https://platform.example','Martens & Lambert','key-3','unsure','{"client_code": "T2", "email": "persoon.2@example.com", "first_name": "Test", "language": "dutch", "last_name": "Persoon C", "mobile": "+32472100002", "national_number": "62010100117", "type": "person"}','pb-nl',NULL,NULL);
INSERT INTO "entry" VALUES(4,'https://platform.example','Martens & Lambert','key-4','done','','pb-nl','C00015',NULL);
INSERT INTO "entry" VALUES(5,'https://platform.example','Martens & Lambert','key-5','refused','','pb-nl',NULL,'mobile_number');
CREATE TABLE event (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	at VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(entry_id) REFERENCES entry (id)
);
INSERT INTO "event" VALUES(1,1,'2026-03-02T12:00:00+00:00','waiting');
INSERT INTO "event" VALUES(2,2,'2026-03-02T12:00:00+00:00','waiting');
INSERT INTO "event" VALUES(3,3,'2026-03-02T12:00:00+00:00','waiting');
INSERT INTO "event" VALUES(4,4,'2026-03-02T12:00:00+00:00','waiting');
INSERT INTO "event" VALUES(5,5,'2026-03-02T12:00:00+00:00','waiting');
INSERT INTO "event" VALUES(6,2,'2026-03-02T12:01:00+00:00','sending');
INSERT INTO "event" VALUES(7,3,'2026-03-02T12:01:00+00:00','sending');
INSERT INTO "event" VALUES(8,4,'2026-03-02T12:01:00+00:00','sending');
INSERT INTO "event" VALUES(9,5,'2026-03-02T12:01:00+00:00','sending');
INSERT INTO "event" VALUES(10,3,'2026-03-02T12:02:00+00:00','unsure');
INSERT INTO "event" VALUES(11,4,'2026-03-02T12:03:00+00:00','done');
INSERT INTO "event" VALUES(12,5,'2026-03-02T12:03:00+00:00','refused');
CREATE INDEX entry_by_practice ON entry (platform, practice, state);
CREATE INDEX ix_event_entry_id ON event (entry_id);
COMMIT;
