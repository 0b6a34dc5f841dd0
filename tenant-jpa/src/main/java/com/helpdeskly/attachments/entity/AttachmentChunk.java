package com.helpdeskly.attachments.entity;

import com.helpdeskly.persistence.entity.TenantOwned;
import com.helpdeskly.persistence.entity.Timestamps;
import com.helpdeskly.persistence.entity.UuidConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.eclipse.persistence.annotations.Convert;

/** A part of an attachment's bytes, all but the last of {@value #SIZE} bytes, so that none is ever in memory as a whole. */
@Entity
@Table(name = "attachment_chunks")
public class AttachmentChunk extends TenantOwned {
    /** Bytes of a chunk. */
    public static final int SIZE = 256 * 1024;

    @Convert(UuidConverter.NAME)
    @Column(name = "attachment_id", updatable = false)
    private UUID attachmentId;

    @Column(name = "position", updatable = false)
    private int position;

    @Column(name = "bytes", updatable = false)
    private byte[] bytes;

    /** For the persistence provider alone. */
    protected AttachmentChunk() {}

    /**
     * @param attachmentId of an attachment that is stored before the transaction ends
     * @param position 0 for the first
     * @param bytes given away
     */
    public AttachmentChunk(UUID attachmentId, int position, byte[] bytes) {
        super(Timestamps.now());
        this.attachmentId = attachmentId;
        this.position = position;
        this.bytes = bytes;
    }
}
